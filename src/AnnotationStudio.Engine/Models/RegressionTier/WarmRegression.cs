using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>A regression head that is fitted again as labels come, each time from where it last ended: for ranking between two rounds.</summary>
/// <param name="space">The feature space that its models read.</param>
/// <param name="options">Null for the recipe's settings on one thread.</param>
/// <remarks>
/// It ends where a fit from the beginning ends, to within the solver's tolerance; the products of rows are kept, so only new ones are compared with the others.
/// Not calibrated. A multi-label head keeps its thresholds until the labelled rows have grown by a tenth. One caller at a time.
/// </remarks>
public sealed class WarmRegression(FeatureSpace space, RegressionOptions? options = null)
{
    private const double GrowthToChoose = 1.1;
    private readonly RegressionOptions _options = options ?? new RegressionOptions();
    private Past? _past;
    private (int Rows, float[] Values)? _thresholds;

    /// <summary>Steps that the last fit took.</summary>
    internal int Iterations => _past?.Solution.Iterations ?? 0;

    /// <summary>A model of all that is labelled now.</summary>
    /// <param name="data">Labelled rows with their items, by which they are known again; other labels than the last time begin anew.</param>
    /// <param name="random">Deals the folds where thresholds are chosen.</param>
    /// <param name="ct">Obeyed within a second; the next fit then begins where the last whole one ended.</param>
    /// <exception cref="ArgumentException">There are no rows, or they have no items.</exception>
    public RegressionModel Fit(TrainingSet data, Random random, CancellationToken ct)
    {
        if (data.Batch.Count == 0 || data.Batch.Items is not { } items)
            throw new ArgumentException($"{data.Batch.Count} rows {(data.Batch.Items is null ? "without" : "with")} items; at least one with its item is needed.", nameof(data));
        var rules = data.Labels.Task == LabelTask.Multi ? new RuleMatches(data.Labels) : null;
        var labels = rules?.Version ?? string.Join('\n', data.Labels.Labels.Select(label => label.Name));
        if (_past?.Labels != labels)
            (_past, _thresholds) = (null, null);

        var order = Order(items);
        long[] ordered = [.. order.Select(row => items[row])];
        var targets = new HeadTargets(data.Labels.Task, data.Labels.Count, [.. order.Select(row => data.Targets[row])]);
        var rows = HeadRows.Of(data.Batch, space, rules, data.Labels.Count, _options.Threads, ct).Gather(order);
        var (scaled, kernel) = (new ScaledRows(rows, BlockWeights.For(rows.Count)), Kernel(rows, ordered, ct));
        var solution = HeadSolver.Fit(Products(scaled, kernel), targets, _options.C, ct, Start(ordered, targets.Seen));
        if (data.Labels.Task == LabelTask.Multi && (_thresholds is null || rows.Count > GrowthToChoose * _thresholds.Value.Rows))
            _thresholds = (rows.Count, Thresholds.Choose(new RegressionTraining(space, _options, data, null, ct).CrossValidate(_options.ThresholdFolds, random), data.Targets));
        _past = new Past(labels, ordered, kernel, targets.Seen, solution);
        return new RegressionModel(space, data.Labels, scaled.Head(solution, targets.Seen), _thresholds?.Values, _options.Threads);
    }

    // Rows of the last fit first and in its order, so that their products stay in place.
    private int[] Order(IReadOnlyList<long> items)
    {
        var places = Places(_past?.Items ?? []);
        return [.. Enumerable.Range(0, items.Count).OrderBy(row => places.GetValueOrDefault(items[row], int.MaxValue)).ThenBy(row => row)];
    }

    private RowKernel? Kernel(HeadRows rows, long[] items, CancellationToken ct)
    {
        if (rows.Count > _options.MostSpanRows)
            return null;
        var isLonger = _past is { } past && items.AsSpan().StartsWith(past.Items);
        return new RowKernel(rows, _options.Threads, ct, isLonger ? _past!.Kernel : null);
    }

    private static IRowProducts Products(ScaledRows scaled, RowKernel? kernel)
    {
        if (kernel is null)
            return scaled;
        int[] all = [.. Enumerable.Range(0, kernel.Count)];
        return new GramProducts(kernel.Products(all, all, BlockWeights.For(kernel.Count)));
    }

    // Shares of rows and intercepts of labels that were there; nothing for new ones.
    private HeadSolver.Solution? Start(long[] items, int[] seen)
    {
        if (_past is not { } past)
            return null;
        var places = Places(items);
        var (shares, intercepts) = (new float[seen.Length][], new float[seen.Length]);
        for (var output = 0; output < seen.Length; output++)
        {
            shares[output] = new float[items.Length];
            var before = Array.IndexOf(past.Seen, seen[output]);
            if (before < 0)
                continue;
            intercepts[output] = past.Solution.Intercepts[before];
            for (var row = 0; row < past.Items.Length; row++)
                if (places.TryGetValue(past.Items[row], out var place))
                    shares[output][place] = past.Solution.Shares[before][row];
        }

        return new HeadSolver.Solution(shares, intercepts);
    }

    private static Dictionary<long, int> Places(long[] items) => items.Select((item, place) => (item, place)).ToDictionary(pair => pair.item, pair => pair.place);

    private sealed record Past(string Labels, long[] Items, RowKernel? Kernel, int[] Seen, HeadSolver.Solution Solution);
}
