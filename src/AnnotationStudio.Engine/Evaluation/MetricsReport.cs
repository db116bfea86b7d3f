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

    /// <summary>People asked about each item; null where it is not known. With one, every figure is agreement with one annotator, see <see cref="Means"/>.</summary>
    public int? Overlap { get; init; }

    /// <summary>What "right" means here, fit to stand beside a figure.</summary>
    public string Means => Overlap == 1 ? "agreement with one annotator" : "agreement with the consensus";

    /// <summary>Further figures with their intervals: precision and recall of either average, and the objective's own measure.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Expected calibration error, 0 best; null when there were no probabilities.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>The calibration error with its interval; null when there were no probabilities.</summary>
    public Interval? CalibrationRange { get; init; }

    /// <summary><see cref="Coverage"/> with its interval.</summary>
    public Interval? CoverageRange { get; init; }

    /// <summary><see cref="SuggestionsPerItem"/> with its interval.</summary>
    public Interval? SuggestionsRange { get; init; }

    /// <summary>Mean log-loss in nats; null when there were no probabilities.</summary>
    public double? LogLoss { get; init; }

    /// <summary>95th percentile of the time one answer takes, in milliseconds; null when not measured.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>The figure by this measure, or null when the report does not hold it.</summary>
    public Interval? FigureOf(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (measure == Measure.MacroF1)
            return MacroF1;
        if (measure == Measure.MicroF1)
            return MicroF1;
        return measure.Quantity == Quantity.Accuracy ? Accuracy : Figures.FirstOrDefault(figure => figure.Name == measure.ToString())?.Estimate;
    }

    /// <summary>The report of these items.</summary>
    /// <param name="source">Which items they are.</param>
    /// <param name="items">At least one.</param>
    /// <param name="random">For the resamples; the same state gives the same report.</param>
    /// <param name="objective">The project's own measure, to be among the figures; null for none beyond the usual.</param>
    /// <exception cref="ArgumentException">No items.</exception>
    public static MetricsReport Of(MetricsSource source, JudgedItems items, Random random, Measure? objective = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        Measure[] further = [.. Further, .. objective is null || Further.Contains(objective) ? Array.Empty<Measure>() : [objective]];
        var estimates = Bootstrap.Estimate(items, [Measure.Accuracy, Measure.MacroF1, Measure.MicroF1, .. further], random);
        var counts = LabelCounts.Of(items);
        var covered = items.Predicted.Count(labels => labels.Length > 0);
        var suggestions = Bootstrap.Mean([.. items.Predicted.Select(labels => (double)labels.Length)]);
        return WithProbabilities(
            new(
                source, items.Count, estimates[0], estimates[1], estimates[2],
                [.. Enumerable.Range(0, items.Labels.Count).Select(label => Line(items.Labels, counts.For(label)))],
                (double)covered / items.Count, suggestions.Value)
            {
                CoverageRange = Interval.Wilson(covered, items.Count),
                SuggestionsRange = suggestions,
                Figures = [.. further.Select((measure, at) => new Figure($"{measure}", estimates[3 + at]))],
            },
            items,
            random);
    }

    private static MetricsReport WithProbabilities(MetricsReport report, JudgedItems items, Random random)
    {
        if (items.Probabilities is not { } rows)
            return report;
        var range = CalibrationInterval.ExpectedError(rows, items.Truth, items.Labels.Task, random);
        return report with { CalibrationError = range.Value, CalibrationRange = range, LogLoss = Calibration.LogLoss(rows, items.Truth, items.Labels.Task) };
    }

    private static readonly Measure[] Further =
    [
        new(Quantity.Precision), new(Quantity.Recall), new(Quantity.Precision, Average.Micro), new(Quantity.Recall, Average.Micro),
    ];

    private static LabelReport Line(LabelSet labels, LabelMetrics metrics) =>
        new(labels.Labels[metrics.Label].Name, metrics.Precision, metrics.Recall, metrics.F1, metrics.Support);
}
