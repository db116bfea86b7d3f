namespace AnnotationStudio.Web.Features.Mapping;

internal static class MappingSetup
{
    public static IServiceCollection AddMapping(this IServiceCollection services)
    {
        services.AddSingleton<MapDesk>().AddSingleton<MapReader>().AddSingleton<OpinionBoard>().AddSingleton<MapWork>();
        services.AddHostedService<MapWorker>();
        return services;
    }
}
