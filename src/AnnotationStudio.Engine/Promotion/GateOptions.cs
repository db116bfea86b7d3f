using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>What the gate asks for.</summary>
public sealed record GateOptions
{
    /// <summary>The objective's measure; macro F1 unless set.</summary>
    public Measure Measure { get; init; } = Measure.MacroF1;

    /// <summary>Share of resamples, (0.5, 1]: a challenger of the same tier stays out when it is worse in so many. Default 0.95.</summary>
    public double WorseToStayOut { get; init; } = .95;

    /// <summary>
    /// Share of resamples, (0.5, 1]: a higher tier climbs when it is better in so many. Default 0.983: over three looks this makes a wrong climb
    /// in about 5 % of projects, where looking at 0.95 every round made one in 19–71 % of simulated ones.
    /// </summary>
    public double BetterToClimb { get; init; } = .983;

    /// <summary>Most milliseconds that one answer of a higher tier may take at the 95th percentile; null for no limit.</summary>
    public double? LatencyLimitMilliseconds { get; init; }

    /// <summary>Items, at least 1: a comparison on fewer counts as none. Default 20.</summary>
    public int LeastItems { get; init; } = 20;
}
