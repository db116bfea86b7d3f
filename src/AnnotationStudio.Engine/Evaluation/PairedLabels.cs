using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Two models judged on the same items, label by label.</summary>
/// <remarks>Source: as <see cref="PairedBootstrap"/>; all labels share the resamples.</remarks>
public static class PairedLabels
{
    /// <summary>Resamples drawn unless another number is asked for.</summary>
    public const int DefaultReplicates = 2_000;

    /// <summary>How the challenger does against the baseline on each label, in the order of the label set.</summary>
    /// <param name="baseline">What one model said, at least one item.</param>
    /// <param name="challenger">What the other said of the same items in the same order; the truth must be the same.</param>
    /// <param name="random">The same state gives the same intervals.</param>
    /// <param name="replicates">At least 40.</param>
    /// <exception cref="ArgumentException">No items, not the same items, or too few replicates.</exception>
    /// <remarks>O(replicates × (items + labels)). The intervals are 95 % each, not all together: of twenty labels one lies outside by chance.</remarks>
    public static IReadOnlyList<LabelComparison> Compare(JudgedItems baseline, JudgedItems challenger, Random random, int replicates = DefaultReplicates)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 40);
        PairedBootstrap.CheckSameItems(baseline, challenger);

        var (old, young) = (new OutcomeTable(baseline), new OutcomeTable(challenger));
        var (oldCounts, youngCounts) = (old.NewCounts(), young.NewCounts());
        var differences = Enumerable.Range(0, baseline.Labels.Count).Select(_ => new double[replicates]).ToArray();
        var drawn = new int[baseline.Count];
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            Bootstrap.Draw(drawn, random);
            old.Count(drawn, oldCounts);
            young.Count(drawn, youngCounts);
            for (var label = 0; label < differences.Length; label++)
                differences[label][replicate] = youngCounts.For(label).F1 - oldCounts.For(label).F1;
        }

        var (before, after) = (old.CountAll(), young.CountAll());
        return [.. differences.Select((values, label) => Line(baseline.Labels.Labels[label].Name, before.For(label), after.For(label), values))];
    }

    private static LabelComparison Line(string name, LabelMetrics before, LabelMetrics after, double[] differences) =>
        new(name, before.F1, after.F1, Interval.Percentile(after.F1 - before.F1, differences), before.Support);
}
