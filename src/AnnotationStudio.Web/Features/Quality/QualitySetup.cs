using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

internal static class QualitySetup
{
    public static IServiceCollection AddQuality(this IServiceCollection services) => services
        .AddSingleton<VoteShelf>()
        .AddSingleton<QualityDesk>()
        .AddSingleton<OwnWorkDesk>()
        .AddHostedService<FiguresAtStart>()
        .AddVerbs(QualityVerb.Add);
}
