using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How likely each label of each item was given, or left out, by mistake, in a task where items take several labels.</summary>
/// <remarks>
/// What is true follows the model's log-odds, drawn to scale label by label; what was said is that, turned now and then: a label is added to an item that has
/// it not, or missed on one that has, each at one rate for all labels. Scale and rates are fitted together by expectation–maximisation, so that labels which nobody can
/// predict from a text do not count as errors: only those are errors that are rarer than the model's own doubt allows.
/// Source of the noise model: class-conditional noise as in Natarajan, Dhillon, Ravikumar and Tewari, Learning with Noisy Labels, NIPS 2013; of the fit: Dempster, Laird and Rubin 1977.
/// </remarks>
public sealed class TurnedLabels
{
    private const int Groups = 10;
    private const double NormalAt975 = 1.959963984540054;

    private readonly TurningFit _fit;

    private TurnedLabels(TurningFit fit, int items, int labels)
    {
        (_fit, Wrong) = (fit, new ProbabilityMatrix(items, labels));
        fit.Write(Wrong);
    }

    /// <summary>Items × labels: the chance that what was said of the label, given or not, is wrong.</summary>
    public ProbabilityMatrix Wrong { get; }

    /// <summary>How often labels are turned.</summary>
    public TurningRates Rates => _fit.Rates;

    /// <summary>The rates by which as many labels are turned, half of them each way.</summary>
    public TurningRates EvenRates => _fit.EvenRates;

    /// <summary>Judges all labels of all items.</summary>
    /// <param name="outOfSample">Items × labels, independent of each other, by models that had not seen the items.</param>
    /// <param name="given">The labels of each item, ascending.</param>
    /// <param name="rates">How often labels are turned where that is known; null to learn it.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">No items, or another number of them.</exception>
    /// <remarks>O(items × labels) a step, up to 80 steps. Labels that nobody was given are held right everywhere.</remarks>
    public static TurnedLabels Of(ProbabilityMatrix outOfSample, IReadOnlyList<int[]> given, TurningRates? rates, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count == 0 || given.Count != outOfSample.Rows)
            throw new ArgumentException($"{given.Count} sets of labels for {outOfSample.Rows} items; at least one is needed.", nameof(given));
        var fit = new TurningFit(outOfSample, given);
        fit.Run(rates, null, ct);
        return new(fit, given.Count, outOfSample.Labels);
    }

    /// <summary>The chance that not all labels of an item are right.</summary>
    /// <param name="wrong">The item's row of <see cref="Wrong"/>.</param>
    public static double OfItem(ReadOnlySpan<float> wrong)
    {
        var right = 1.0;
        foreach (var chance in wrong)
            right *= 1 - chance;
        return 1 - right;
    }

    /// <summary>How many items have a wrong label, with the 95 % interval by the jackknife over ten groups of items.</summary>
    /// <remarks>Ten more fits. The interval is of the count, not of the model behind it.</remarks>
    public Interval Items(CancellationToken ct)
    {
        var count = Count(Wrong, null);
        var part = new ProbabilityMatrix(Wrong.Rows, Wrong.Labels);
        var without = new double[Groups];
        for (var group = 0; group < Groups; group++)
        {
            var fit = _fit.Copy();
            fit.Run(null, item => item % Groups == group, ct);
            fit.Write(part);
            var left = Enumerable.Range(0, Wrong.Rows).Count(item => item % Groups != group);
            without[group] = left == 0 ? count : Count(part, group) * Wrong.Rows / left;
        }

        var mean = without.Average();
        var half = NormalAt975 * Math.Sqrt((Groups - 1.0) / Groups * without.Sum(one => (one - mean) * (one - mean)));
        return new(count, Math.Max(0, count - half), Math.Min(Wrong.Rows, count + half));
    }

    private static double Count(ProbabilityMatrix wrong, int? without)
    {
        var sum = 0.0;
        for (var item = 0; item < wrong.Rows; item++)
            if (item % Groups != without)
                sum += OfItem(wrong[item]);
        return sum;
    }
}
