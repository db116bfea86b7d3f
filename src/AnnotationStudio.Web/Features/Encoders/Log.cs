namespace AnnotationStudio.Web.Features.Encoders;

internal static partial class Log
{
    [LoggerMessage(10000, LogLevel.Information, "Project {ProjectId}: {Items} items embedded in {Seconds:F1} s, {Left} left")]
    public static partial void Embedded(ILogger logger, int projectId, int items, double seconds, int left);

    [LoggerMessage(10001, LogLevel.Warning, "Project {ProjectId} cannot be embedded: {Reason}")]
    public static partial void CannotEmbed(ILogger logger, int projectId, string reason);

    [LoggerMessage(10002, LogLevel.Error, "Embedding project {ProjectId} failed")]
    public static partial void EmbeddingFailed(ILogger logger, int projectId, Exception exception);

    [LoggerMessage(10003, LogLevel.Information, "An encoder was measured: {TextsPerSecond:F1} texts/s on {Threads} threads")]
    public static partial void Measured(ILogger logger, double textsPerSecond, int threads);
}
