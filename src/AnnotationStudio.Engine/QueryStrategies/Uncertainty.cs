using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>How unsure a row of probabilities is: larger is less sure, 1 the most that can be.</summary>
internal static class Uncertainty
{
    private const int RowsOfBlock = 4096;

    /// <summary>One figure for each candidate; the view keeps them, so that a measure is taken once however often it is asked for.</summary>
    public static ReadOnlySpan<float> Of(PoolView view, Measure measure) => view.Measured(measure);

    /// <summary>Measures rows of probabilities.</summary>
    /// <param name="task">Decides what a row means.</param>
    /// <param name="rows">One for each candidate.</param>
    /// <param name="thresholds">Of a multi-label model; null for one half.</param>
    /// <param name="measure">What is taken of each row.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    public static float[] Of(LabelTask task, ProbabilityMatrix rows, IReadOnlyList<float>? thresholds, Measure measure, int threads)
    {
        var scores = new float[rows.Rows];
        Blocks.Run(
            threads,
            Blocks.Count(scores.Length, RowsOfBlock),
            block =>
            {
                for (var i = block * RowsOfBlock; i < Math.Min(scores.Length, (block + 1) * RowsOfBlock); i++)
                    scores[i] = task == LabelTask.Multi ? Multi(rows[i], thresholds, measure) : measure(rows[i]);
            },
            CancellationToken.None);
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
