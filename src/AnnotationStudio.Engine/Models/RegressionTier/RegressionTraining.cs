using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>One training: the labelled rows, their products counted once for all folds, and the fits.</summary>
internal sealed class RegressionTraining
{
    private readonly FeatureSpace _space;
    private readonly RegressionOptions _options;
    private readonly TrainingSet _data;
    private readonly FeatureRows _rows;
    private readonly RowKernel? _kernel;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _ct;

    public RegressionTraining(
        FeatureSpace space, RegressionOptions options, TrainingSet data, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        if (data.Batch.Count == 0 || data.Targets.Count != data.Batch.Count)
            throw new ArgumentException($"{data.Targets.Count} targets for {data.Batch.Count} texts; at least one is needed.", nameof(data));
        (_space, _options, _data, _progress, _ct) = (space, options, data, progress, ct);
        _rows = data.Batch.Features is { } rows && rows.Layout == space.Layout
            ? rows
            : space.Featurize(data.Batch.Texts, options.Threads, ct).Features!;
        Report("Comparing the labelled items", 0);
        _kernel = _rows.Count <= options.MostSpanRows ? new RowKernel(_rows, options.Threads, ct) : null;
    }

    /// <summary>A model of all rows.</summary>
    public RegressionModel Fit(float[]? thresholds)
    {
        Report("Fitting", .8);
        var targets = new HeadTargets(_data.Labels.Task, _data.Labels.Count, _data.Targets);
        var head = _kernel is null
            ? HeadFitting.OnColumns(_rows, targets, _options, _ct)
            : HeadFitting.FromSpan(_rows, SpanHead.Fit(_kernel, [.. Enumerable.Range(0, _rows.Count)], targets, _options, _ct));
        Report("Fitted", 1);
        return new RegressionModel(_space, _data.Labels, head, thresholds, _options.Threads);
    }

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
        var targets = new HeadTargets(_data.Labels.Task, _data.Labels.Count, [.. inside.Select(row => _data.Targets[row])]);
        if (_kernel is null)
        {
            var head = HeadFitting.OnColumns(Gather(inside), targets, _options, _ct);
            var predicted = new ProbabilityMatrix(outside.Length, _data.Labels.Count);
            head.Predict(Gather(outside), _data.Labels.Task, predicted, 1, _ct);
            for (var i = 0; i < outside.Length; i++)
                predicted[i].CopyTo(outOfFold[outside[i]]);
            return;
        }

        var span = SpanHead.Fit(_kernel, inside, targets, _options, _ct);
        var scores = new double[targets.Outputs];
        foreach (var row in outside)
        {
            span.Score(_kernel, row, scores);
            HeadLink.Apply(_data.Labels.Task, [.. scores.Select(score => (float)score)], span.Seen, outOfFold[row]);
        }
    }

    private FeatureRows Gather(int[] rows)
    {
        var gathered = new FeatureRows(_rows.Layout);
        foreach (var row in rows)
            gathered.Append(_rows, row);
        return gathered;
    }

    private void Report(string stage, double fraction) => _progress?.Report(new TrainingProgress(stage, fraction));
}
