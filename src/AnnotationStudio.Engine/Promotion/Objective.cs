using System.Globalization;
using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>What a lead wants of a project's model: the measure that the gate compares by, the target, and the limits.</summary>
public sealed record Objective
{
    /// <summary>What versions are compared by; macro F1 unless set.</summary>
    public Measure Measure { get; init; } = Measure.MacroF1;

    /// <summary>The figure to reach, (0, 1]; null for as good as can be.</summary>
    public double? Target { get; init; }

    /// <summary>Every label's recall should reach this, (0, 1]; null for no limit.</summary>
    public double? LeastRecall { get; init; }

    /// <summary>Mean number of labels suggested for an item, above 0; null for no limit. For multi-label projects, where suggesting all costs nothing else.</summary>
    public double? MostSuggestions { get; init; }

    /// <summary>Milliseconds that one answer may take at the 95th percentile; null for no limit. The gate lets nothing slower climb.</summary>
    public double? MostLatencyMilliseconds { get; init; }

    /// <summary>What a report misses, each as a sentence fit to be shown; empty when the objective is reached.</summary>
    /// <param name="report">Judged on audit items, or the sentences will speak of biased figures.</param>
    /// <remarks>Labels with fewer than <see cref="LeastSupport"/> items are passed over: one item would decide.</remarks>
    public IReadOnlyList<string> MissedBy(MetricsReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var missed = new List<string>();
        if (Target is { } target && report.FigureOf(Measure) is { } figure && figure.Value < target)
            missed.Add(Say($"{Measure} is {figure.Value:0.00} ({figure.Low:0.00}–{figure.High:0.00}); the target is {target:0.00}."));
        if (LeastRecall is { } recall && report.PerClass.Where(line => line.Support >= LeastSupport).MinBy(line => line.Recall) is { } worst && worst.Recall < recall)
            missed.Add(Say($"The recall of {worst.Label} is {worst.Recall:0.00}; each label should reach {recall:0.00}."));
        if (MostSuggestions is { } most && report.SuggestionsPerItem > most)
            missed.Add(Say($"{report.SuggestionsPerItem:0.0} labels are suggested for an item; the limit is {most:0.0}."));
        if (MostLatencyMilliseconds is { } limit && report.LatencyMilliseconds is { } latency && latency > limit)
            missed.Add(Say($"One answer takes {latency:0.#} ms; the limit is {limit:0.#} ms."));
        return missed;
    }

    /// <summary>Items of a label below which its recall says too little.</summary>
    public const int LeastSupport = 20;

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
