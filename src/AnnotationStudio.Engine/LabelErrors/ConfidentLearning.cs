using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How many labels are wrong, and which way: what was given, counted against what a model that had not seen the items is confident of.</summary>
/// <remarks>Source: Northcutt, Jiang and Chuang, Confident Learning: Estimating Uncertainty in Dataset Labels, JAIR 70, 2021, section 3.</remarks>
public sealed class ConfidentLearning
{
    private const double NormalAt975 = 1.959963984540054;

    private readonly int _labels;
    private readonly double[] _counts;
    private readonly int[] _given;

    private ConfidentLearning(int labels, double[] thresholds, int[] confident, int[] given)
    {
        (_labels, Thresholds, Confident) = (labels, thresholds, confident);
        (_counts, _given) = (new double[labels * labels], new int[labels]);
        for (var item = 0; item < given.Length; item++)
        {
            _given[given[item]]++;
            if (confident[item] >= 0)
                _counts[(given[item] * labels) + confident[item]]++;
        }
    }

    /// <summary>For each label the mean probability of it on items that were given it: from there on the model counts as confident. NaN for a label nobody was given.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>For each item the likeliest of the labels that the model is confident of; −1 where it is confident of none.</summary>
    public IReadOnlyList<int> Confident { get; }

    /// <summary>Counts what was given against what the model is confident of.</summary>
    /// <param name="outOfSample">Items × labels, by models that had not seen the items.</param>
    /// <param name="given">The label of each item.</param>
    /// <exception cref="ArgumentException">Another number of items, or a label outside the columns.</exception>
    /// <remarks>O(items × labels).</remarks>
    public static ConfidentLearning Of(ProbabilityMatrix outOfSample, IReadOnlyList<int> given)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count != outOfSample.Rows || given.Any(label => (uint)label >= (uint)outOfSample.Labels))
            throw new ArgumentException($"{given.Count} labels for {outOfSample.Rows} items; each lies within 0 to {outOfSample.Labels - 1}.", nameof(given));
        var (sums, counts) = (new double[outOfSample.Labels], new int[outOfSample.Labels]);
        for (var item = 0; item < given.Count; item++)
        {
            sums[given[item]] += outOfSample[item][given[item]];
            counts[given[item]]++;
        }

        double[] thresholds = [.. sums.Select((sum, label) => sum / counts[label])];
        int[] confident = [.. Enumerable.Range(0, given.Count).Select(item => ConfidentOf(outOfSample[item], thresholds))];
        return new(outOfSample.Labels, thresholds, confident, [.. given]);
    }

    /// <summary>The share of all items that were given one label and truly have another, as the counts have it; sums to 1 over all pairs.</summary>
    /// <param name="given">The label given.</param>
    /// <param name="truth">The label it should be.</param>
    public double Joint(int given, int truth)
    {
        var row = Row(given);
        var share = row > 0 ? _counts[(given * _labels) + truth] / row : given == truth ? 1 : 0;
        return share * _given[given] / _given.Sum();
    }

    /// <summary>How many labels of the whole set are wrong, with the 95 % interval that counting so many items leaves.</summary>
    /// <remarks>
    /// The interval is of the count, not of the model: where the model itself is wrong for many items, what people find in the queue tells more.
    /// </remarks>
    public Interval Errors()
    {
        var (errors, variance, all) = (0.0, 0.0, _given.Sum());
        for (var label = 0; label < _labels; label++)
        {
            if (Row(label) is not (> 0 and var row))
                continue;
            var share = 1 - (_counts[(label * _labels) + label] / row);
            errors += share * _given[label];
            variance += (share * (1 - share) / row * _given[label] * _given[label]) + (share * share * _given[label]);
        }

        variance -= all > 0 ? errors * errors / all : 0;
        var half = NormalAt975 * Math.Sqrt(Math.Max(0, variance));
        return new(errors, Math.Max(0, errors - half), Math.Min(all, errors + half));
    }

    private double Row(int given) => _counts.AsSpan(given * _labels, _labels).ToArray().Sum();

    private static int ConfidentOf(ReadOnlySpan<float> row, double[] thresholds)
    {
        var best = -1;
        for (var label = 0; label < row.Length; label++)
            if (row[label] >= thresholds[label] && (best < 0 || row[label] > row[best]))
                best = label;
        return best;
    }
}
