using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>One training: the labelled rows, their products counted once for all folds, and the fits.</summary>
internal sealed class RegressionTraining
{
    private readonly FeatureSpace _space;
    private readonly RegressionOptions _options;
    private readonly TrainingSet _data;
    private readonly RuleMatches? _rules;
    private readonly HeadRows _rows;
    private readonly RowKernel? _kernel;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _ct;

    public RegressionTraining(
        FeatureSpace space, RegressionOptions options, TrainingSet data, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        if (data.Batch.Count == 0 || data.Targets.Count != data.Batch.Count)
            throw new ArgumentException($"{data.Targets.Count} targets for {data.Batch.Count} texts; at least one is needed.", nameof(data));
        (_space, _options, _data, _progress, _ct) = (space, options, data, progress, ct);
        _rules = data.Labels.Task == LabelTask.Multi ? new RuleMatches(data.Labels) : null;
        _rows = Rows(data.Batch);
        Report("Comparing the labelled items", 0);
        _kernel = _rows.Count <= options.MostSpanRows ? new RowKernel(_rows, options.Threads, ct) : null;
    }

    /// <summary>The head of all rows, not calibrated yet.</summary>
    public LinearHead Fit()
    {
        Report("Fitting", .8);
        var factors = BlockWeights.For(_rows.Count);
        var scaled = new ScaledRows(_rows, factors);
        int[] all = [.. Enumerable.Range(0, _rows.Count)];
        var targets = Targets(all);
        IRowProducts products = _kernel is null ? scaled : new GramProducts(_kernel.Products(all, all, factors));
        var head = scaled.Head(HeadSolver.Fit(products, targets, _options.C, _ct), targets.Seen);
        Report("Fitted", 1);
        return head;
    }

    /// <summary>The model of a head.</summary>
    /// <param name="head">What was fitted.</param>
    /// <param name="outOfFold">Calibrated in place, as the head is; in a multi-label task the thresholds follow.</param>
    public RegressionModel Calibrated(LinearHead head, ProbabilityMatrix outOfFold)
    {
        var task = _data.Labels.Task;
        var temperature = TierCalibration.Fit(outOfFold, _data, (asked, into) => head.Predict(Rows(asked), task, into, _options.Threads, _ct));
        return Model(head.At(temperature), task == LabelTask.Multi ? Thresholds.Choose(outOfFold, _data.Targets) : null);
    }

    /// <summary>The model of a head as it is.</summary>
    public RegressionModel Model(LinearHead head, float[]? thresholds) => new(_space, _data.Labels, head, thresholds, _options.Threads);

    /// <summary>The probabilities of each row by a model of the other folds.</summary>
    public ProbabilityMatrix CrossValidate(int folds, Random random)
    {
        var fold = Folds.Deal(_data.Targets, _data.Labels.Count, folds, random);
        var outOfFold = new ProbabilityMatrix(_rows.Count, _data.Labels.Count);
        var done = 0;
        Blocks.Run(
            _options.Threads,
            folds,
            f =>
            {
                PredictFold(fold, f, outOfFold);
                Report("Cross-validating", .1 + (.7 * Interlocked.Increment(ref done) / folds));
            },
            _ct);
        return outOfFold;
    }

    private void PredictFold(int[] fold, int f, ProbabilityMatrix outOfFold)
    {
        int[] inside = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != f)];
        int[] outside = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == f)];
        if (inside.Length == 0 || outside.Length == 0)
            return;
        var (targets, factors) = (Targets(inside), BlockWeights.For(inside.Length));
        if (_kernel is null)
        {
            var scaled = new ScaledRows(_rows.Gather(inside), factors);
            var head = scaled.Head(HeadSolver.Fit(scaled, targets, _options.C, _ct), targets.Seen);
            var predicted = new ProbabilityMatrix(outside.Length, _data.Labels.Count);
            head.Predict(_rows.Gather(outside), _data.Labels.Task, predicted, 1, _ct);
            for (var i = 0; i < outside.Length; i++)
                predicted[i].CopyTo(outOfFold[outside[i]]);
            return;
        }

        var solution = HeadSolver.Fit(new GramProducts(_kernel.Products(inside, inside, factors)), targets, _options.C, _ct);
        var products = _kernel.Products(outside, inside, factors);
        var scores = new float[targets.Outputs];
        for (var i = 0; i < outside.Length; i++)
        {
            for (var output = 0; output < scores.Length; output++)
                scores[output] = TensorPrimitives.Dot<float>(products[i], solution.Shares[output]) + solution.Intercepts[output];
            HeadLink.Apply(_data.Labels.Task, scores, targets.Seen, outOfFold[outside[i]]);
        }
    }

    private HeadTargets Targets(int[] rows) => new(_data.Labels.Task, _data.Labels.Count, [.. rows.Select(row => _data.Targets[row])]);

    private HeadRows Rows(TextBatch batch) => HeadRows.Of(batch, _space, _rules, _data.Labels.Count, _options.Threads, _ct);

    private void Report(string stage, double fraction) => _progress?.Report(new TrainingProgress(stage, fraction));
}
