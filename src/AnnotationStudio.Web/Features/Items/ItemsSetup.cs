namespace AnnotationStudio.Web.Features.Items;

internal static class ItemsSetup
{
    public static IServiceCollection AddItems(this IServiceCollection services) => services
        .AddSingleton<ItemDesk>()
        .AddSingleton<CorrectionDesk>()
        .AddSingleton<ItemErasureDesk>()
        .AddSingleton<ItemGoldDesk>()
        .AddSingleton<ItemActions>();
}
