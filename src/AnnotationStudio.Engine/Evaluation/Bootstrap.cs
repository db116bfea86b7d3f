using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Percentile bootstrap intervals over items.</summary>
/// <remarks>Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.</remarks>
public static class Bootstrap
{
    /// <summary>Resamples drawn unless another number is asked for.</summary>
    public const int DefaultReplicates = 1_000;

    /// <summary>Each measure with its 95 % interval, in the order asked; all share the same resamples.</summary>
    /// <param name="items">At least one.</param>
    /// <param name="measures">What to estimate.</param>
    /// <param name="random">The same state gives the same intervals.</param>
    /// <param name="replicates">At least 40, so that the ends are among the resamples.</param>
    /// <returns>
    /// Accuracy takes Wilson's interval. Where every item is right no resample can differ from the estimate; the low end is then Wilson's too,
    /// since "1.00 from 1.00 to 1.00" would be untrue.
    /// </returns>
    /// <exception cref="ArgumentException">No items, or too few replicates.</exception>
    /// <remarks>O(replicates × (items + labels)); 300 items of 10 labels: about 5 ms.</remarks>
    public static Interval[] Estimate(JudgedItems items, IReadOnlyList<Measure> measures, Random random, int replicates = DefaultReplicates)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 40);
        if (items.Count == 0)
            throw new ArgumentException("There are no items to estimate from.", nameof(items));

        var table = new OutcomeTable(items);
        var whole = table.CountAll();
        var samples = Resample(table, measures, random, replicates);
        var accuracy = Interval.Wilson(whole.ExactItems, whole.Items);
        var estimates = new Interval[measures.Count];
        for (var at = 0; at < measures.Count; at++)
            estimates[at] = measures[at].Quantity == Quantity.Accuracy ? accuracy
                : whole.ExactItems == whole.Items ? accuracy with { Value = whole.Measure(measures[at]) }
                : Interval.Percentile(whole.Measure(measures[at]), samples[at]);
        return estimates;
    }

    /// <summary>A mean with its 95 % interval by Student's t; at least one value.</summary>
    internal static Interval Mean(double[] values)
    {
        var mean = values.Average();
        var half = values.Length < 2 ? 0 : Student.At975(values.Length - 1) * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return new(mean, Math.Max(0, mean - half), mean + half);
    }

    /// <summary>Draws as many items as there are, with replacement.</summary>
    internal static void Draw(int[] into, Random random)
    {
        for (var at = 0; at < into.Length; at++)
            into[at] = random.Next(into.Length);
    }

    private static double[][] Resample(OutcomeTable table, IReadOnlyList<Measure> measures, Random random, int replicates)
    {
        var samples = measures.Select(_ => new double[replicates]).ToArray();
        var (drawn, counts) = (new int[table.Items], table.NewCounts());
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            Draw(drawn, random);
            table.Count(drawn, counts);
            for (var at = 0; at < samples.Length; at++)
                samples[at][replicate] = counts.Measure(measures[at]);
        }

        return samples;
    }
}
