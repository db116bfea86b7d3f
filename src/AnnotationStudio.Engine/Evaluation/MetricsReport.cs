using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>What is known about a model's quality, with where it comes from and how sure it is; made to be stored as JSON.</summary>
/// <param name="Source">Which items it was judged on. Only <see cref="MetricsSource.Audit"/> may be called accuracy without a warning.</param>
/// <param name="Items">How many items.</param>
/// <param name="Accuracy">Share of items exactly right.</param>
/// <param name="MacroF1">F1 averaged over labels.</param>
/// <param name="MicroF1">F1 of all decisions together.</param>
/// <param name="PerClass">In the order of the label set.</param>
/// <param name="Coverage">Share of items with at least one suggestion.</param>
/// <param name="SuggestionsPerItem">Mean number of suggested labels.</param>
public sealed record MetricsReport(
    MetricsSource Source,
    int Items,
    Interval Accuracy,
    Interval MacroF1,
    Interval MicroF1,
    IReadOnlyList<LabelReport> PerClass,
    double Coverage,
    double SuggestionsPerItem)
{
    /// <summary>Items asked for but skipped or flagged by everyone asked; null where nobody was asked.</summary>
    public int? NonResponse { get; init; }

    /// <summary>Expected calibration error, 0 best; null when there were no probabilities.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Mean log-loss in nats; null when there were no probabilities.</summary>
    public double? LogLoss { get; init; }

    /// <summary>95th percentile of the time one answer takes, in milliseconds; null when not measured.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>The report of these items.</summary>
    /// <param name="source">Which items they are.</param>
    /// <param name="items">At least one.</param>
    /// <param name="random">For the resamples; the same state gives the same report.</param>
    /// <exception cref="ArgumentException">No items.</exception>
    public static MetricsReport Of(MetricsSource source, JudgedItems items, Random random)
    {
        var estimates = Bootstrap.Estimate(items, [Measure.Accuracy, Measure.MacroF1, Measure.MicroF1], random);
        var counts = LabelCounts.Of(items);
        var task = items.Labels.Task;
        return new(
            source, items.Count, estimates[0], estimates[1], estimates[2],
            [.. Enumerable.Range(0, items.Labels.Count).Select(label => Line(items.Labels, counts.For(label)))],
            (double)items.Predicted.Count(labels => labels.Length > 0) / items.Count,
            (double)items.Predicted.Sum(labels => labels.Length) / items.Count)
        {
            CalibrationError = items.Probabilities is { } rows ? Calibration.ExpectedError(rows, items.Truth, task) : null,
            LogLoss = items.Probabilities is { } known ? Calibration.LogLoss(known, items.Truth, task) : null,
        };
    }

    private static LabelReport Line(LabelSet labels, LabelMetrics metrics) =>
        new(labels.Labels[metrics.Label].Name, metrics.Precision, metrics.Recall, metrics.F1, metrics.Support);
}
