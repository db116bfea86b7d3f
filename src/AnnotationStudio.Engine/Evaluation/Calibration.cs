using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Whether probabilities mean what they say.</summary>
/// <remarks>Single-label items are judged by their best label, multi-label ones by every (item, label) cell.</remarks>
public static class Calibration
{
    /// <summary>Equal-width bins over [0, 1], as in Guo et al.</summary>
    public const int DefaultBins = 15;

    // Probabilities are single precision: smaller ones are rounding, and one of them must not decide the mean.
    private const double LeastProbability = 1e-7;

    /// <summary>Expected calibration error: the mean distance of confidence and accuracy over bins, 0 best, at most 1.</summary>
    /// <param name="probabilities">A row for each item, at least one.</param>
    /// <param name="truth">For each item the indexes of its true labels.</param>
    /// <param name="task">Decides what is judged.</param>
    /// <param name="bins">At least 1.</param>
    /// <exception cref="ArgumentException">No items, or lengths that differ.</exception>
    /// <remarks>Source: Naeini et al., AAAI 2015; Guo et al., ICML 2017. O(items × labels).</remarks>
    public static double ExpectedError(ProbabilityMatrix probabilities, IReadOnlyList<int[]> truth, LabelTask task, int bins = DefaultBins)
    {
        var reliability = Reliability(probabilities, truth, task, bins);
        var total = reliability.Sum(bin => (double)bin.Count);
        return reliability.Sum(bin => bin.Count / total * Math.Abs(bin.Confidence - bin.Accuracy));
    }

    /// <summary>The bins of a reliability diagram, least confident first.</summary>
    /// <inheritdoc cref="ExpectedError"/>
    public static ReliabilityBin[] Reliability(ProbabilityMatrix probabilities, IReadOnlyList<int[]> truth, LabelTask task, int bins = DefaultBins)
    {
        Check(probabilities, truth);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (counts, confidence, right) = (new int[bins], new double[bins], new int[bins]);
        for (var item = 0; item < truth.Count; item++)
        {
            var row = probabilities[item];
            foreach (var label in Judged(row, task))
            {
                var bin = BinOf(row[label], bins);
                counts[bin]++;
                confidence[bin] += row[label];
                if (Array.IndexOf(truth[item], label) >= 0)
                    right[bin]++;
            }
        }

        return [.. Enumerable.Range(0, bins).Select(bin => counts[bin] == 0
            ? default : new ReliabilityBin(counts[bin], confidence[bin] / counts[bin], (double)right[bin] / counts[bin]))];
    }

    /// <summary>Mean log-loss in nats, 0 best: over items of the true label, or over cells of each label's yes or no.</summary>
    /// <param name="probabilities">A row for each item, at least one; clipped to 1e-7 from either end.</param>
    /// <param name="truth">For each item the indexes of its true labels; exactly one in a single-label task.</param>
    /// <param name="task">Decides which of the two it is.</param>
    /// <exception cref="ArgumentException">No items, lengths that differ, or a single-label item without exactly one label.</exception>
    public static double LogLoss(ProbabilityMatrix probabilities, IReadOnlyList<int[]> truth, LabelTask task)
    {
        Check(probabilities, truth);
        var loss = 0.0;
        for (var item = 0; item < truth.Count; item++)
            loss += task == LabelTask.Single ? SingleLoss(probabilities[item], truth[item], item) : MultiLoss(probabilities[item], truth[item]);
        return loss / truth.Count;
    }

    /// <summary>The labels of an item that are judged: its best, or all.</summary>
    internal static IEnumerable<int> Judged(ReadOnlySpan<float> row, LabelTask task) =>
        task == LabelTask.Single ? [BestOf(row)] : Enumerable.Range(0, row.Length);

    /// <summary>The bin that a probability falls into.</summary>
    internal static int BinOf(float probability, int bins = DefaultBins) => Math.Clamp((int)(probability * bins), 0, bins - 1);

    private static double SingleLoss(ReadOnlySpan<float> row, int[] truth, int item) => truth.Length == 1
        ? -Math.Log(Math.Clamp((double)row[truth[0]], LeastProbability, 1))
        : throw new ArgumentException($"Item {item} has {truth.Length} labels; a single-label item has one.", nameof(truth));

    private static double MultiLoss(ReadOnlySpan<float> row, int[] truth)
    {
        var loss = 0.0;
        for (var label = 0; label < row.Length; label++)
        {
            var right = Array.IndexOf(truth, label) >= 0 ? row[label] : 1.0 - row[label];
            loss -= Math.Log(Math.Clamp(right, LeastProbability, 1));
        }

        return loss / row.Length;
    }

    private static int BestOf(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var label = 1; label < row.Length; label++)
            if (row[label] > row[best])
                best = label;
        return best;
    }

    private static void Check(ProbabilityMatrix probabilities, IReadOnlyList<int[]> truth)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(truth);
        if (truth.Count == 0 || probabilities.Rows != truth.Count)
            throw new ArgumentException($"{probabilities.Rows} rows of probabilities for {truth.Count} items.", nameof(truth));
    }
}
