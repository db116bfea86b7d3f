namespace AnnotationStudio.Web.Features.Overview;

internal static class OverviewSetup
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddSingleton<OverviewDesk>()
        .AddSingleton<RetrainDesk>();
}
