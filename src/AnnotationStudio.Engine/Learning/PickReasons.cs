using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Why an item was chosen, in plain words.</summary>
internal static class PickReasons
{
    public static readonly string ByChance = new RandomSampling().Reason;

    /// <summary>What the model is undecided about.</summary>
    public static string Undecided(LabelSet labels, ReadOnlySpan<float> probabilities, IReadOnlyList<float>? thresholds) =>
        labels.Task == LabelTask.Multi ? Multi(labels, probabilities, thresholds) : Single(labels, probabilities);

    private static string Single(LabelSet labels, ReadOnlySpan<float> probabilities)
    {
        var (best, second) = (-1, -1);
        for (var label = 0; label < probabilities.Length; label++)
        {
            if (best < 0 || probabilities[label] > probabilities[best])
                (best, second) = (label, best);
            else if (second < 0 || probabilities[label] > probabilities[second])
                second = label;
        }

        return second < 0 || probabilities[second] <= 0
            ? $"Thought to be {labels.Labels[best].Name}: {Percent(probabilities[best])}."
            : $"Torn between {labels.Labels[best].Name} and {labels.Labels[second].Name}: {Percent(probabilities[best])} and {Percent(probabilities[second])}.";
    }

    private static string Multi(LabelSet labels, ReadOnlySpan<float> probabilities, IReadOnlyList<float>? thresholds)
    {
        var (closest, nearness) = (0, -1f);
        for (var label = 0; label < probabilities.Length; label++)
        {
            var near = Uncertainty.Nearness(probabilities[label], thresholds?[label] ?? .5f);
            if (near > nearness)
                (closest, nearness) = (label, near);
        }

        return $"Unsure about {labels.Labels[closest].Name}: {Percent(probabilities[closest])}, suggested from {Percent(thresholds?[closest] ?? .5f)}.";
    }

    private static string Percent(float probability) => $"{(int)MathF.Round(probability * 100)} %";
}
