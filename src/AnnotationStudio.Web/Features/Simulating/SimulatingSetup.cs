namespace AnnotationStudio.Web.Features.Simulating;

internal static class SimulatingSetup
{
    public static IServiceCollection AddSimulating(this IServiceCollection services)
    {
        services.AddSingleton<SimulationDesk>().AddSingleton<SimulationWork>().AddSingleton<SimulationLine>();
        services.AddHostedService<SimulationWorker>();
        return services;
    }
}
