using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>From scores to probabilities.</summary>
internal static class Link
{
    /// <summary>Softmax over the labels seen, or a sigmoid for each of them; 0 for a label without a training text.</summary>
    public static void Probabilities(LabelTask task, ReadOnlySpan<float> scores, IReadOnlyList<bool> seen, Span<float> into)
    {
        into.Clear();
        var highest = float.MinValue;
        for (var label = 0; label < scores.Length; label++)
            if (seen[label])
                highest = Math.Max(highest, scores[label]);
        var sum = 0.0;
        for (var label = 0; label < scores.Length; label++)
            if (seen[label])
                sum += Math.Exp(scores[label] - highest);
        for (var label = 0; label < scores.Length; label++)
            if (seen[label])
                into[label] = (float)(task == LabelTask.Single ? Math.Exp(scores[label] - highest) / sum : 1 / (1 + Math.Exp(-scores[label])));
    }
}
