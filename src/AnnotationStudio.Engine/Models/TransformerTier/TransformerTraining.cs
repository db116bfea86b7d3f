using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>One training: the labelled texts' embeddings, computed once for all folds, and the fits.</summary>
internal sealed class TransformerTraining
{
    private const double EmbeddingShare = .7;
    private readonly Embedder _embedder;
    private readonly TransformerOptions _options;
    private readonly TrainingSet _data;
    private readonly EmbeddingMatrix _rows;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _ct;

    public TransformerTraining(
        Embedder embedder, TransformerOptions options, TrainingSet data, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        if (data.Batch.Count == 0 || data.Targets.Count != data.Batch.Count)
            throw new ArgumentException($"{data.Targets.Count} targets for {data.Batch.Count} texts; at least one is needed.", nameof(data));
        (_embedder, _options, _data, _progress, _ct) = (embedder, options, data, progress, ct);
        Report("Embedding the labelled items", 0);
        _rows = embedder.Embed(data.Batch, share => Report("Embedding the labelled items", share * EmbeddingShare), ct);
    }

    /// <summary>The model of all rows, not calibrated.</summary>
    public TransformerModel Fit()
    {
        Report("Fitting", .9);
        var head = EmbeddingHead.Fit(_rows, [.. Enumerable.Range(0, _rows.Rows)], Targets(_data.Targets), _options.C, _ct);
        Report("Fitted", 1);
        return new TransformerModel(_embedder, _data.Labels, head, null);
    }

    /// <summary>The same model at its temperature; in a multi-label task the thresholds follow.</summary>
    /// <param name="model">What was fitted.</param>
    /// <param name="outOfFold">Calibrated in place, as the model is.</param>
    public TransformerModel Calibrated(TransformerModel model, ProbabilityMatrix outOfFold)
    {
        var temperature = TierCalibration.Fit(outOfFold, _data, (asked, into) => model.Predict(asked, into, _ct));
        var thresholds = _data.Labels.Task == LabelTask.Multi ? Thresholds.Choose(outOfFold, _data.Targets) : null;
        return new TransformerModel(_embedder, _data.Labels, model.Head.At(temperature), thresholds);
    }

    /// <summary>The probabilities of each row by a model of the other folds.</summary>
    public ProbabilityMatrix CrossValidate(int folds, Random random)
    {
        var fold = Folds.Deal(_data.Targets, _data.Labels.Count, folds, random);
        var outOfFold = new ProbabilityMatrix(_rows.Rows, _data.Labels.Count);
        var done = 0;
        Blocks.Run(
            _options.Threads,
            folds,
            f =>
            {
                PredictFold(fold, f, outOfFold);
                Report("Cross-validating", EmbeddingShare + (.2 * Interlocked.Increment(ref done) / folds));
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
        var head = EmbeddingHead.Fit(_rows, inside, Targets([.. inside.Select(row => _data.Targets[row])]), _options.C, _ct);
        foreach (var row in outside)
            head.Predict(_rows, row, _data.Labels.Task, outOfFold[row]);
    }

    private HeadTargets Targets(IReadOnlyList<int[]> targets) => new(_data.Labels.Task, _data.Labels.Count, targets);

    private void Report(string stage, double fraction) => _progress?.Report(new TrainingProgress(stage, fraction));
}
