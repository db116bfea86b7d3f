namespace AnnotationStudio.Engine.Evaluation;

/// <summary>The honest figure: a model judged on items that chance chose.</summary>
public static class AuditEstimate
{
    /// <summary>Audit items below which cross-validation is shown instead.</summary>
    public const int LeastItems = 50;

    /// <summary>The report from audit items; null while there are fewer than <see cref="LeastItems"/>.</summary>
    /// <param name="items">Audit items with people's consensus as truth.</param>
    /// <param name="nonResponse">Audit items asked for that nobody would answer.</param>
    /// <param name="random">For the resamples.</param>
    /// <param name="overlap">People asked about each item; null where it is not known.</param>
    /// <param name="objective">The project's own measure; null for none beyond the usual.</param>
    public static MetricsReport? Of(JudgedItems items, int nonResponse, Random random, int? overlap = null, Measure? objective = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(nonResponse);
        return items.Count < LeastItems ? null
            : MetricsReport.Of(MetricsSource.Audit, items, random, objective) with { NonResponse = nonResponse, Overlap = overlap };
    }
}
