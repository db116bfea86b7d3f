using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>How unsure a row of probabilities is: larger is less sure, 1 the most that can be.</summary>
internal static class Uncertainty
{
    /// <summary>One figure for each candidate.</summary>
    public static float[] Of(PoolView view, Measure measure)
    {
        var scores = new float[view.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var row = view.Probabilities![i];
            scores[i] = view.Task == LabelTask.Multi ? Multi(row, view.Thresholds, measure) : measure(row);
        }

        return scores;
    }

    /// <summary>A measure of one row that sums to 1.</summary>
    public delegate float Measure(ReadOnlySpan<float> probabilities);

    /// <summary>1 − (p₁ − p₂), the two best.</summary>
    public static float Margin(ReadOnlySpan<float> probabilities)
    {
        var (best, second) = (0f, 0f);
        foreach (var probability in probabilities)
        {
            if (probability > best)
                (best, second) = (probability, best);
            else if (probability > second)
                second = probability;
        }

        return 1 - (best - second);
    }

    /// <summary>1 − p₁, the best.</summary>
    public static float LeastConfidence(ReadOnlySpan<float> probabilities)
    {
        var best = 0f;
        foreach (var probability in probabilities)
            best = Math.Max(best, probability);
        return 1 - best;
    }

    /// <summary>Shannon's entropy as a share of the most there can be.</summary>
    public static float Entropy(ReadOnlySpan<float> probabilities)
    {
        var entropy = 0f;
        foreach (var probability in probabilities)
            if (probability > 0)
                entropy -= probability * MathF.Log(probability);
        return probabilities.Length < 2 ? 0 : entropy / MathF.Log(probabilities.Length);
    }

    /// <summary>How near a label's probability is to the point where its suggestion turns: 1 there, 0 at 0 and 1.</summary>
    public static float Nearness(float probability, float threshold) =>
        probability >= threshold
            ? threshold >= 1 ? 1 : 1 - ((probability - threshold) / (1 - threshold))
            : threshold <= 0 ? 1 : 1 - ((threshold - probability) / threshold);

    // Each label of a multi-label row is a yes and a no of its own; its threshold is moved to one half before it is measured.
    private static float Multi(ReadOnlySpan<float> row, IReadOnlyList<float>? thresholds, Measure measure)
    {
        Span<float> pair = stackalloc float[2];
        var sum = 0f;
        for (var label = 0; label < row.Length; label++)
        {
            pair[0] = Nearness(row[label], thresholds?[label] ?? .5f) / 2;
            pair[1] = 1 - pair[0];
            sum += measure(pair);
        }

        return row.Length == 0 ? 0 : sum / row.Length;
    }
}
