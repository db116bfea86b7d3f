using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How often somebody is right as something grows: over time (drift), or with the time they take.</summary>
/// <param name="Bins">About equally many answers each, from the least of the quantity to the most; answers of the same quantity are in the same bin.</param>
/// <param name="Trend">How many standard errors right answers lie above (or below) wrong ones in the order of the quantity; beyond ±1.96 it is hardly chance. 0 where nothing can be told.</param>
public sealed record AccuracyTrend(IReadOnlyList<AccuracyBin> Bins, double Trend)
{
    private const double NormalAt975 = 1.959963984540054;

    /// <summary>Whether the trend is hardly chance (two-sided, 5 %).</summary>
    public bool IsClear => Math.Abs(Trend) > NormalAt975;

    /// <summary>The trend of one person's answers.</summary>
    /// <param name="quantity">What grows, one for each answer, in any order.</param>
    /// <param name="right">Whether each answer was right.</param>
    /// <param name="bins">Bins at most; fewer where there are fewer answers.</param>
    /// <exception cref="ArgumentException">Not as many of one as of the other.</exception>
    /// <remarks>O(answers log answers). Equal quantities share their mean rank. Source: Mann and Whitney 1947, normal approximation with ties.</remarks>
    public static AccuracyTrend Of(ReadOnlySpan<double> quantity, ReadOnlySpan<bool> right, int bins = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (quantity.Length != right.Length)
            throw new ArgumentException($"{quantity.Length} quantities for {right.Length} answers.", nameof(right));
        var (sorted, outcomes) = (quantity.ToArray(), right.ToArray());
        Array.Sort(sorted, outcomes);
        int[] edges = [.. Enumerable.Range(0, bins + 1).Select(bin => Edge(sorted, (int)((long)sorted.Length * bin / bins))).Distinct()];
        return new([.. edges.Zip(edges.Skip(1), (from, to) => Bin(sorted, outcomes, from, to))], TrendOf(sorted, outcomes));
    }

    // Equal quantities that an edge would part go to the bin before it.
    private static int Edge(double[] sorted, int at)
    {
        while (at > 0 && at < sorted.Length && sorted[at] == sorted[at - 1])
            at++;
        return at;
    }

    private static AccuracyBin Bin(double[] sorted, bool[] right, int from, int to) =>
        new(sorted[from], sorted[to - 1], to - from, Interval.Wilson(right[from..to].Count(outcome => outcome), to - from));

    private static double TrendOf(double[] sorted, bool[] right)
    {
        double all = sorted.Length, rights = right.Count(outcome => outcome), ranks = 0, ties = 0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];)
                to++;
            double tied = to - from;
            ties += (tied * tied * tied) - tied;
            ranks += right[from..to].Count(outcome => outcome) * (from + to + 1) / 2.0;
        }

        var wrongs = all - rights;
        var variance = rights * wrongs / 12 * (all + 1 - (ties / (all * (all - 1))));
        return variance > 0 ? (ranks - (rights * (all + 1) / 2)) / Math.Sqrt(variance) : 0;
    }
}
