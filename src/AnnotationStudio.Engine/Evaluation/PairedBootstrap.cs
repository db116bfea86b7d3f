using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Whether one model is better than another, judged on the same items.</summary>
/// <remarks>Source: Efron and Tibshirani (1993); for comparing taggers, Koehn, EMNLP 2004. Resampling whole items keeps the pairing.</remarks>
public static class PairedBootstrap
{
    /// <summary>Resamples drawn unless another number is asked for.</summary>
    public const int DefaultReplicates = 10_000;

    /// <summary>How the challenger does against the baseline.</summary>
    /// <param name="baseline">What the present model said, at least one item.</param>
    /// <param name="challenger">What the other said of the same items in the same order; the truth must be the same.</param>
    /// <param name="measure">What to compare by.</param>
    /// <param name="random">The same state gives the same comparison.</param>
    /// <param name="replicates">At least 40.</param>
    /// <exception cref="ArgumentException">No items, not the same items, or too few replicates.</exception>
    /// <remarks>
    /// O(replicates × (items + labels)); 300 items of 10 labels: about 50 ms. Accuracy is not drawn but worked out, see <see cref="CompareAccuracy"/>.
    /// </remarks>
    public static PairedComparison Compare(
        JudgedItems baseline, JudgedItems challenger, Measure measure, Random random, int replicates = DefaultReplicates)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 40);
        CheckSameItems(baseline, challenger);

        var (old, young) = (new OutcomeTable(baseline), new OutcomeTable(challenger));
        if (measure.Quantity == Quantity.Accuracy)
            return CompareAccuracy(old.CountAll().ExactItems, young.CountAll().ExactItems, old.ExactOnlyHere(young), baseline.Count);
        var (oldCounts, youngCounts) = (old.NewCounts(), young.NewCounts());
        var (drawn, differences) = (new int[baseline.Count], new double[replicates]);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            Bootstrap.Draw(drawn, random);
            old.Count(drawn, oldCounts);
            young.Count(drawn, youngCounts);
            differences[replicate] = youngCounts.Measure(measure) - oldCounts.Measure(measure);
        }

        var (before, after) = (old.CountAll().Measure(measure), young.CountAll().Measure(measure));
        return new(
            measure, baseline.Count, before, after, Interval.Percentile(after - before, differences),
            Share(differences, difference => difference > Tie), Share(differences, difference => difference < -Tie), replicates);
    }

    /// <summary>By accuracy, from counts alone and without chance: all resamples that could be drawn, each weighted by its own chance.</summary>
    /// <param name="baselineRight">Items that the baseline got right.</param>
    /// <param name="challengerRight">Items that the challenger got right.</param>
    /// <param name="baselineAlone">Items that only the baseline got right.</param>
    /// <param name="items">All items, at least one.</param>
    /// <returns>With 0 replicates, since none was drawn.</returns>
    /// <exception cref="ArgumentException">Counts that no items can have.</exception>
    /// <remarks>300 items of which 30 are answered differently: some 20 µs.</remarks>
    public static PairedComparison CompareAccuracy(int baselineRight, int challengerRight, int baselineAlone, int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        var challengerAlone = challengerRight - baselineRight + baselineAlone;
        if (baselineAlone < 0 || challengerAlone < 0 || baselineAlone > baselineRight || baselineRight + challengerAlone > items)
            throw new ArgumentException($"Of {items} items, {baselineRight} and {challengerRight} right cannot leave {baselineAlone} to the baseline alone.", nameof(baselineAlone));

        var (better, worse, low, high) = ExactResamples.Of(challengerAlone, baselineAlone, items);
        return new(
            Measure.Accuracy, items, (double)baselineRight / items, (double)challengerRight / items,
            new((double)(challengerAlone - baselineAlone) / items, (double)low / items, (double)high / items), better, worse, 0);
    }

    // Sums of the same terms in another order differ in the last bits only.
    private const double Tie = 1e-12;

    private static double Share(double[] differences, Func<double, bool> holds) => (double)differences.Count(holds) / differences.Length;

    internal static void CheckSameItems(JudgedItems baseline, JudgedItems challenger)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(challenger);
        if (baseline.Count == 0)
            throw new ArgumentException("There are no items to compare on.", nameof(baseline));
        if (baseline.Count != challenger.Count)
            throw new ArgumentException($"{baseline.Count} items against {challenger.Count}: a pair needs the same items.", nameof(challenger));
        for (var item = 0; item < baseline.Count; item++)
            if (baseline.Truth[item].Length != challenger.Truth[item].Length || baseline.Truth[item].Except(challenger.Truth[item]).Any())
                throw new ArgumentException($"The truth of item {item} differs: a pair needs the same items.", nameof(challenger));
    }
}
