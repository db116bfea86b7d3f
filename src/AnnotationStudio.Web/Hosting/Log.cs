namespace AnnotationStudio.Web.Hosting;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "A listener failed on {What} of project {ProjectId}")]
    public static partial void ListenerFailed(ILogger logger, Happening what, int projectId, Exception exception);

    [LoggerMessage(101, LogLevel.Information, "Data folder {Folder}")]
    public static partial void DataFolderOpened(ILogger logger, string folder);

    [LoggerMessage(102, LogLevel.Error, "Model version {Version} of project {ProjectId} cannot be read: {Reason}")]
    public static partial void ArtifactRefused(ILogger logger, int version, int projectId, string reason);

    [LoggerMessage(103, LogLevel.Warning, "The map of project {ProjectId} is drawn anew: {Reason}")]
    public static partial void MapRefused(ILogger logger, int projectId, string reason);
}
