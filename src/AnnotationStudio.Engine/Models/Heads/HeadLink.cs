using System.Numerics;
using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>From a head's scores to probabilities of labels.</summary>
internal static class HeadLink
{
    /// <summary>Turns scores into probabilities, in place, and spreads them over the labels; labels never seen get 0.</summary>
    public static void Apply<T>(LabelTask task, Span<T> scores, int[] seen, Span<float> into)
        where T : IExponentialFunctions<T>
    {
        into.Clear();
        if (scores.Length == 0)
            return;
        if (task == LabelTask.Single)
            TensorPrimitives.SoftMax<T>(scores, scores);
        else
            TensorPrimitives.Sigmoid<T>(scores, scores);
        for (var output = 0; output < scores.Length; output++)
            into[seen[output]] = float.CreateTruncating(scores[output]);
    }
}
