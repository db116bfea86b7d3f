namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How well a given label fits what a model that had not seen the item says: 1 fits, 0 does not.</summary>
/// <remarks>Source: Kuan and Mueller, Model-agnostic label quality scoring to detect real-world label errors, ICML DataPerf 2022; sets: Thyagarajan et al. 2022.</remarks>
public static class LabelQuality
{
    // The weight of the worst label of a set, of the second worst of what is left, and so on.
    private const double WorstFirst = .8;

    /// <summary>The probability of the given label.</summary>
    public static double SelfConfidence(ReadOnlySpan<float> probabilities, int given) => probabilities[given];

    /// <summary>How far the given label is ahead of the best other, brought to 0 to 1.</summary>
    public static double NormalizedMargin(ReadOnlySpan<float> probabilities, int given)
    {
        var other = 0f;
        for (var label = 0; label < probabilities.Length; label++)
            if (label != given)
                other = Math.Max(other, probabilities[label]);
        return (probabilities[given] - other + 1) / 2;
    }

    /// <summary>How well each label of a set task was decided: the probability of what was said of it, given or not.</summary>
    /// <param name="probabilities">One for each label, independent of each other.</param>
    /// <param name="given">The labels given, ascending.</param>
    /// <param name="into">One score a label, written.</param>
    public static void OfEachLabel(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> given, Span<double> into)
    {
        for (var label = 0; label < probabilities.Length; label++)
            into[label] = given.BinarySearch(label) >= 0 ? probabilities[label] : 1 - probabilities[label];
    }

    /// <summary>One score for a set of labels: an average in which the worst label counts most, each better one a fifth as much as the one before.</summary>
    /// <param name="scores">As <see cref="OfEachLabel"/> gives them.</param>
    public static double OfSet(ReadOnlySpan<double> scores)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        var average = sorted[^1];
        for (var at = sorted.Length - 2; at >= 0; at--)
            average = (WorstFirst * sorted[at]) + ((1 - WorstFirst) * average);
        return average;
    }
}
