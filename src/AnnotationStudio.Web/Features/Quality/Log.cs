namespace AnnotationStudio.Web.Features.Quality;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "Figures of quality could not be worked out at the start")]
    public static partial void FiguresFailed(ILogger logger, Exception exception);
}
