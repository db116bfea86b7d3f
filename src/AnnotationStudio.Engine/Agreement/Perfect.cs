using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Where every item agrees no resample can differ, and "1.00 from 1.00 to 1.00" would be untrue.</summary>
internal static class Perfect
{
    /// <summary>The interval; where it is a bare 1, its low end is that of as many successes in as many trials (Wilson 1927).</summary>
    public static Interval Widen(Interval interval, int items) =>
        interval is { Value: > 1 - 1e-12, Low: > 1 - 1e-12 } && items > 0 ? interval with { Low = Interval.Wilson(items, items).Low } : interval;
}
