namespace AnnotationStudio.Web.Features.Projects;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "A change of labels that was cut off could not be finished")]
    public static partial void ChangeUnfinished(ILogger logger, Exception exception);
}
