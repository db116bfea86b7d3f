using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Krippendorff's alpha of the votes: 1 is perfect agreement, 0 is chance, below 0 is worse than chance.</summary>
/// <remarks>Items with a single vote are left out. Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C.</remarks>
public static class KrippendorffAlpha
{
    /// <summary>Alpha.</summary>
    /// <param name="votes">At least one item with two votes.</param>
    /// <param name="distance">How far apart answers are. Ordinal and interval take single-label votes only.</param>
    /// <param name="values">For <see cref="AlphaDistance.Interval"/>: the number that each label stands for; null for its index.</param>
    /// <returns>At most 1. NaN when no item has two votes, or all votes on such items are one answer.</returns>
    /// <exception cref="ArgumentException">A distance that the votes' task does not have, or another number of values than of labels.</exception>
    /// <remarks>O(votes); sets of labels add the square of how many distinct ones there are.</remarks>
    public static double Of(Votes votes, AlphaDistance distance = AlphaDistance.Nominal, IReadOnlyList<double>? values = null)
    {
        var patterns = new VotePatterns(votes);
        return Figure(patterns, distance, values, CancellationToken.None)(ItemResampling.Whole(patterns))[0];
    }

    /// <summary>Alpha with its 95 % interval: percentile bootstrap over items.</summary>
    /// <param name="votes">As for <see cref="Of"/>.</param>
    /// <param name="distance">As for <see cref="Of"/>.</param>
    /// <param name="settings">How many resamples.</param>
    /// <param name="random">The same state gives the same interval.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <param name="values">As for <see cref="Of"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    /// <remarks>O(votes + replicates × (items + distinct patterns of answers)).</remarks>
    public static Interval Estimate(
        Votes votes, AlphaDistance distance, ResamplingSettings settings, Random random, CancellationToken ct, IReadOnlyList<double>? values = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(random);
        var patterns = new VotePatterns(votes);
        return Estimate(patterns, distance, settings, random, ct, values);
    }

    internal static Interval Estimate(
        VotePatterns patterns, AlphaDistance distance, ResamplingSettings settings, Random random, CancellationToken ct, IReadOnlyList<double>? values = null)
    {
        var figure = Figure(patterns, distance, values, ct);
        var alpha = figure(ItemResampling.Whole(patterns))[0];
        var replicates = ItemResampling.Run(patterns, settings, weights => [figure(weights)], random, ct);
        return Perfect.Widen(Interval.Percentile(alpha, replicates[0]), patterns.Overlapping);
    }

    // Alpha in each of the resamples that weights hold side by side.
    private static Func<double[], double[]> Figure(VotePatterns patterns, AlphaDistance distance, IReadOnlyList<double>? values, CancellationToken ct)
    {
        var votes = patterns.Votes;
        if (distance is AlphaDistance.Ordinal or AlphaDistance.Interval && votes.Task == LabelTask.Multi)
            throw new ArgumentException($"Sets of labels have no {distance} distance: take Jaccard or MASI.", nameof(distance));
        if (values is not null && values.Count != votes.Labels)
            throw new ArgumentException($"{values.Count} values for {votes.Labels} labels.", nameof(values));
        switch (distance)
        {
            case AlphaDistance.Nominal:
                return weights => Replicates(new NominalSums(patterns, weights).Alpha);
            case AlphaDistance.Ordinal:
                return weights => Replicates(new CoincidenceSums(patterns, weights).OrdinalAlpha);
            case AlphaDistance.Interval:
                double[] numbers = values is null ? [.. Enumerable.Range(0, votes.Labels)] : [.. values];
                return weights =>
                {
                    var sums = new CoincidenceSums(patterns, weights);
                    return Replicates(replicate => sums.IntervalAlpha(replicate, numbers));
                };
            default:
                var sets = new SetDisagreement(patterns, distance, ct);
                return sets.Alpha;
        }
    }

    private static double[] Replicates(Func<int, double> figure) => [.. Enumerable.Range(0, ItemResampling.Width).Select(figure)];
}
