namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How well a given label fits what a model that had not seen the item says: 1 fits, 0 does not.</summary>
/// <remarks>Source: Kuan and Mueller, Model-agnostic label quality scoring to detect real-world label errors, ICML DataPerf 2022.</remarks>
public static class LabelQuality
{
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
}
