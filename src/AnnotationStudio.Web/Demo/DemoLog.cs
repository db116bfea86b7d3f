namespace AnnotationStudio.Web.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(9000, LogLevel.Error, "The demo's project is not finished")]
    public static partial void Unfinished(ILogger logger, Exception exception);
}
