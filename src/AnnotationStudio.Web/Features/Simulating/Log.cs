namespace AnnotationStudio.Web.Features.Simulating;

internal static partial class Log
{
    [LoggerMessage(12000, LogLevel.Information, "Project {ProjectId}: {Strategies} strategies simulated with {Seeds} seeds in {Seconds:F1} s")]
    public static partial void Simulated(ILogger logger, int projectId, int strategies, int seeds, double seconds);

    [LoggerMessage(12001, LogLevel.Error, "Simulation {RunId} failed")]
    public static partial void SimulationFailed(ILogger logger, int runId, Exception exception);
}
