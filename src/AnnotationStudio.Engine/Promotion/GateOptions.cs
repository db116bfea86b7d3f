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
    /// Share of resamples, (0, 1]: no version of the same tier serves that is worse than the reference in so many, be it challenger or champion.
    /// Default 0.5, "more often than not": at .95 a tier that loses a point each round ended 7 points below its reference in simulated lives, at .5
    /// 1.2 points; a tier that gains half a point each round loses nothing by it.
    /// </summary>
    public double WorseThanReference { get; init; } = .5;

    /// <summary>
    /// Share of resamples, (0.5, 1]: a higher tier climbs when it is better in so many. Default 0.983 = the cube root of 0.95: three looks make a
    /// wrong climb in at most 5 % of projects even when each sees another model (Šidák 1967), where looking at 0.95 every round made one in
    /// 19–71 % of simulated ones.
    /// </summary>
    public double BetterToClimb { get; init; } = .983;

    /// <summary>
    /// Share of resamples, (0, 1]: a climb that serves provisionally goes back at a look that is not the last when it is worse in so many. Default 0.5.
    /// Going back early never makes a wrong climb likelier, and asking for the whole bar at the first look sent 72 % of true gains of 5 points back.
    /// </summary>
    public double WorseToRevert { get; init; } = .5;

    /// <summary>Most milliseconds that one answer of a higher tier may take at the 95th percentile; null for no limit.</summary>
    public double? LatencyLimitMilliseconds { get; init; }

    /// <summary>The gate of a project with this objective.</summary>
    public static GateOptions For(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return new() { Measure = objective.Measure, LatencyLimitMilliseconds = objective.MostLatencyMilliseconds };
    }

    /// <summary>Items, at least 1: a comparison on fewer counts as none. Default 20.</summary>
    public int LeastItems { get; init; } = 20;
}
