using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How sure a calibration error is.</summary>
public static class CalibrationInterval
{
    private const int Replicates = 400;

    /// <summary>Expected calibration error with its 95 % interval over items.</summary>
    /// <param name="probabilities">A row for each item, at least one.</param>
    /// <param name="truth">For each item the indexes of its true labels.</param>
    /// <param name="task">Decides what is judged, as in <see cref="Calibration"/>.</param>
    /// <param name="random">The same state gives the same interval.</param>
    /// <returns>
    /// The basic bootstrap interval, within [0, 1]: an error made of absolute gaps only grows with noise, in a resample as in the estimate, and
    /// reflecting the resamples takes that growth off once instead of adding it twice.
    /// </returns>
    /// <exception cref="ArgumentException">No items, or lengths that differ.</exception>
    /// <remarks>O(400 × items × labels judged). Source: Davison and Hinkley, Bootstrap Methods (1997), section 5.2.</remarks>
    public static Interval ExpectedError(ProbabilityMatrix probabilities, IReadOnlyList<int[]> truth, LabelTask task, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var error = Calibration.ExpectedError(probabilities, truth, task);
        var gaps = Gaps(probabilities, truth, task);
        var judged = task == LabelTask.Single ? truth.Count : (double)truth.Count * probabilities.Labels;
        var (drawn, sums, errors) = (new int[truth.Count], new double[Calibration.DefaultBins], new double[Replicates]);
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            Bootstrap.Draw(drawn, random);
            Array.Clear(sums);
            foreach (var item in drawn)
                foreach (var (bin, gap) in gaps[item])
                    sums[bin] += gap;
            errors[replicate] = sums.Sum(Math.Abs) / judged;
        }

        var (_, low, high) = Interval.Percentile(error, errors);
        return new(error, Math.Max(0, Math.Min(error, 2 * error - high)), Math.Min(1, Math.Max(error, 2 * error - low)));
    }

    // A bin's share of the error is the sum of (confidence − right) over it, so that is all an item brings.
    private static (int Bin, double Gap)[][] Gaps(ProbabilityMatrix probabilities, IReadOnlyList<int[]> truth, LabelTask task) =>
        [.. truth.Select((labels, item) => Calibration.Judged(probabilities[item], task)
            .Select(label => (Bin: Calibration.BinOf(probabilities[item][label]), Gap: probabilities[item][label] - (Array.IndexOf(labels, label) >= 0 ? 1.0 : 0.0)))
            .GroupBy(cell => cell.Bin, (bin, cells) => (bin, cells.Sum(cell => cell.Gap))).ToArray())];
}
