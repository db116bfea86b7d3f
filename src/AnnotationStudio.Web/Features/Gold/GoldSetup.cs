namespace AnnotationStudio.Web.Features.Gold;

internal static class GoldSetup
{
    public static IServiceCollection AddGold(this IServiceCollection services) => services
        .AddSingleton<GoldDesk>()
        .AddSingleton<ProposalDesk>();
}
