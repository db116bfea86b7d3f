using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Project {ProjectId}: pool of {Items} items ready in {Seconds:F1} s")]
    public static partial void PoolReady(ILogger logger, int projectId, int items, double seconds);

    [LoggerMessage(2001, LogLevel.Information, "Run {RunId} of project {ProjectId} begins")]
    public static partial void RunBegins(ILogger logger, int runId, int projectId);

    [LoggerMessage(2002, LogLevel.Information, "Run {RunId} trained {Tier} version {Version} on {Items} items in {Seconds:F1} s, promoted: {Promoted}")]
    public static partial void RunSucceeded(ILogger logger, int runId, ModelTier tier, int version, int items, double seconds, bool promoted);

    [LoggerMessage(2003, LogLevel.Information, "Run {RunId} was cancelled")]
    public static partial void RunCancelled(ILogger logger, int runId);

    [LoggerMessage(2004, LogLevel.Error, "Run {RunId} failed")]
    public static partial void RunFailed(ILogger logger, int runId, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "Run {RunId} cannot be done: {Reason}")]
    public static partial void RunRefused(ILogger logger, int runId, string reason);

    [LoggerMessage(2006, LogLevel.Error, "Preparing project {ProjectId} failed")]
    public static partial void PreparingFailed(ILogger logger, int projectId, Exception exception);

    [LoggerMessage(2007, LogLevel.Warning, "The pool's side file of project {ProjectId} is rebuilt: {Reason}")]
    public static partial void PoolRebuilt(ILogger logger, int projectId, string reason);

    [LoggerMessage(2008, LogLevel.Debug, "Project {ProjectId}: queue of {Entries} ranked anew in {Seconds:F2} s, {Computed:F2} of them computing")]
    public static partial void QueueRanked(ILogger logger, int projectId, int entries, double seconds, double computed);

    [LoggerMessage(2009, LogLevel.Information, "Project {ProjectId}: searched {Items} items for label errors, about {Errors:F0} thought wrong")]
    public static partial void ErrorsSearched(ILogger logger, int projectId, int items, double errors);

    [LoggerMessage(2010, LogLevel.Error, "Searching project {ProjectId} for label errors failed")]
    public static partial void SearchFailed(ILogger logger, int projectId, Exception exception);

    [LoggerMessage(2011, LogLevel.Information, "Project {ProjectId}: {Items} items count as something else by the consensus {Method}")]
    public static partial void ConsensusApplied(ILogger logger, int projectId, string method, int items);

    [LoggerMessage(2012, LogLevel.Error, "Applying the consensus of project {ProjectId} failed")]
    public static partial void ConsensusFailed(ILogger logger, int projectId, Exception exception);
}
