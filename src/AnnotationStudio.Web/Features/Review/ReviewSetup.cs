using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Review;

internal static class ReviewSetup
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<ReviewShelf>()
        .AddSingleton<ReviewDesk>().AddSingleton<SettlementDesk>().AddSingleton<ErrorSearchDesk>().AddSingleton<ReviewDesks>()
        .AddSingleton(provider => new EntryCount("/projects/{}/review", "to review", provider.GetRequiredService<ReviewShelf>().CountAsync));
}
