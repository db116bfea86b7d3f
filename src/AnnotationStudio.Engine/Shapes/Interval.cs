namespace AnnotationStudio.Engine.Shapes;

/// <summary>A figure with the range it is known to.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end, of 95 % confidence unless said otherwise.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Value, double Low, double High)
{
    private const double NormalAt975 = 1.959963984540054;

    /// <summary>Wilson's 95 % interval of a share.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count outside its range.</exception>
    /// <remarks>Source: Wilson 1927; without continuity correction, as method 3 of Newcombe, Statistics in Medicine 17, 1998.</remarks>
    public static Interval Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)successes, (uint)trials, nameof(successes));
        var share = (double)successes / trials;
        var square = NormalAt975 * NormalAt975;
        var centre = (share + square / (2 * trials)) / (1 + square / trials);
        var half = NormalAt975 / (1 + square / trials) * Math.Sqrt(share * (1 - share) / trials + square / (4.0 * trials * trials));

        // At the ends the formula gives exactly 0 and 1, but for rounding.
        return new(share, successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>The 95 % range of replicates around an estimate; sorts the replicates. Replicates that are NaN are left out.</summary>
    /// <returns>Ends of NaN where less than half of the replicates have a value.</returns>
    internal static Interval Percentile(double estimate, Span<double> replicates)
    {
        // NaN sorts before every number.
        replicates.Sort();
        var missing = 0;
        while (missing < replicates.Length && double.IsNaN(replicates[missing]))
            missing++;
        var present = replicates[missing..];
        return present.Length * 2 < replicates.Length || present.IsEmpty
            ? new(estimate, double.NaN, double.NaN)
            : new(estimate, Quantile(present, .025), Quantile(present, .975));
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
