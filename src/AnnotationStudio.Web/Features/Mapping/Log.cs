namespace AnnotationStudio.Web.Features.Mapping;

internal static partial class Log
{
    [LoggerMessage(11000, LogLevel.Information, "Project {ProjectId}: a map of {Items} items, {Placed} placed anew, drawn in {Seconds:F1} s")]
    public static partial void Drawn(ILogger logger, int projectId, int items, int placed, double seconds);

    [LoggerMessage(11001, LogLevel.Information, "Project {ProjectId}: version {Version} was asked about {Items} items of the map in {Seconds:F1} s")]
    public static partial void Asked(ILogger logger, int projectId, int version, int items, double seconds);

    [LoggerMessage(11002, LogLevel.Error, "Drawing the map of project {ProjectId} failed")]
    public static partial void DrawingFailed(ILogger logger, int projectId, Exception exception);
}
