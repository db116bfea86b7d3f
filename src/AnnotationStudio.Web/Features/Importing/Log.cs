namespace AnnotationStudio.Web.Features.Importing;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "Import {ImportId} into project {ProjectId} is {State}: {Accepted} accepted, {Duplicates} duplicates, {Rejected} rejected in {Seconds:F1} s")]
    public static partial void Imported(ILogger logger, int importId, int projectId, Data.ImportState state, int accepted, int duplicates, int rejected, double seconds);

    [LoggerMessage(5002, LogLevel.Error, "What an import left could not be cleared")]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
