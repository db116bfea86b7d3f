namespace AnnotationStudio.Engine.Models;

/// <summary>From probabilities to the labels that a model suggests.</summary>
public static class Decision
{
    /// <summary>Indexes of the suggested labels: the best one of a single-label model, all at or over their threshold of a multi-label one.</summary>
    /// <param name="probabilities">One for each label, in [0, 1].</param>
    /// <param name="thresholds">As <see cref="IModel.Thresholds"/>: null means single-label.</param>
    public static int[] Suggested(ReadOnlySpan<float> probabilities, IReadOnlyList<float>? thresholds)
    {
        if (thresholds is null)
        {
            var best = 0;
            for (var label = 1; label < probabilities.Length; label++)
                if (probabilities[label] > probabilities[best])
                    best = label;
            return probabilities[best] > 0 ? [best] : [];
        }

        var suggested = new List<int>();
        for (var label = 0; label < probabilities.Length; label++)
            if (probabilities[label] >= thresholds[label])
                suggested.Add(label);
        return [.. suggested];
    }
}
