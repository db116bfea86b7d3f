using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>How far one row of probabilities is from another.</summary>
internal static class Divergence
{
    // A label that the second row rules out would make it infinite.
    private const float Least = 1e-6f;

    /// <summary>Kullback and Leibler's divergence of <paramref name="from"/> from <paramref name="other"/>, at least 0; of a multi-label row the sum over its labels.</summary>
    public static float Of(LabelTask task, ReadOnlySpan<float> from, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var label = 0; label < from.Length; label++)
        {
            sum += Term(from[label], other[label]);
            if (task == LabelTask.Multi)
                sum += Term(1 - from[label], 1 - other[label]);
        }

        return Math.Max(0, sum);
    }

    private static float Term(float p, float q) => p <= 0 ? 0 : p * MathF.Log(p / Math.Max(q, Least));
}
