using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Judges tiers on labelled texts, by k-fold cross-validation or on a test of their own.</summary>
/// <remarks>
/// Each judged text is predicted by a model that has not seen its label: thresholds, temperatures and whatever else a tier chooses are chosen inside
/// the training part, by a cross-validation of its own. Words, their frequencies and vectors are learned from all texts, as from an unlabelled pool.
/// </remarks>
public sealed class TierEvaluation
{
    private const int ChoiceFolds = 5;
    private readonly EvaluationSet _set;
    private readonly int _folds;
    private readonly int _seed;
    private readonly TimeProvider _clock;
    private readonly int[][] _targets;
    private readonly int[][] _truth;

    /// <summary>An evaluation, ready to run.</summary>
    /// <param name="set">The texts.</param>
    /// <param name="folds">Number of parts, at least 2; of no account where the set has a test.</param>
    /// <param name="seed">Deals the folds and seeds the trainings: the same seed gives every tier the same folds.</param>
    /// <param name="clock">Times the fits.</param>
    /// <exception cref="ArgumentException">Fewer texts than folds, a label that the set does not know, or a single-label text without exactly one label.</exception>
    public TierEvaluation(EvaluationSet set, int folds, int seed, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        (_set, _folds, _seed, _clock) = (set, folds, seed, clock);
        if (set.Test.Count == 0 && set.Data.Count < folds)
            throw new ArgumentException($"{set.Data.Count} texts cannot be dealt into {folds} folds. Give more texts, or ask for fewer folds.");
        if (set.Data.Count == 0)
            throw new ArgumentException("There are no texts to train on.");
        var indexes = set.Labels.Labels.Select((label, index) => (label.Name, index)).ToDictionary(label => label.Name, label => label.index, StringComparer.Ordinal);
        (_targets, _truth) = (Indexes(set.Data, indexes), Indexes(set.Test, indexes));
    }

    /// <summary>Judges the tiers, one after the other.</summary>
    /// <param name="tiers">What to judge.</param>
    /// <param name="threads">Threads to featurize on.</param>
    /// <param name="report">Takes each row as soon as it is known.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">A tier cannot be trained on what there is; the message is its reason.</exception>
    public void Run(IReadOnlyList<NamedTier> tiers, int threads, Action<EvaluationRow> report, CancellationToken ct)
    {
        string[] texts = [.. _set.Data.Concat(_set.Test).Select(text => text.Text)];
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = threads }, null, ct);
        var all = space.Featurize(texts, threads, ct);
        int[] data = [.. Enumerable.Range(0, _set.Data.Count)];
        var fold = _set.Test.Count > 0 ? [] : Folds.Deal(_targets, _set.Labels.Count, _folds, new Random(_seed));
        var splits = _set.Test.Count > 0
            ? [(data, [.. Enumerable.Range(data.Length, _set.Test.Count)])]
            : Enumerable.Range(0, _folds).Select(f => (data.Where(row => fold[row] != f).ToArray(), data.Where(row => fold[row] == f).ToArray()));
        foreach (var tier in tiers)
            report(Judge(tier.Name, tier.Create(space), all, [.. splits], ct));
    }

    private EvaluationRow Judge(string name, IModelTier tier, TextBatch all, (int[] Inside, int[] Outside)[] splits, CancellationToken ct)
    {
        var labels = _set.Labels;
        var (truth, predicted, rows) = (new List<int[]>(), new List<int[]>(), new List<float>());
        var (seconds, bytes) = (0.0, 0L);
        foreach (var (inside, outside) in splits)
        {
            var data = new TrainingSet(all.Subset(inside), [.. inside.Select(row => _targets[row])], labels);
            var readiness = tier.Check(new TrainingSummary(inside.Length, data.Targets.SelectMany(target => target).Distinct().Count()));
            if (!readiness.IsReady)
                throw new ArgumentException($"{name}: {readiness.Reason}");
            var started = _clock.GetTimestamp();
            using var model = tier.TrainCrossValidated(data, ChoiceFolds, null, new Random(_seed), ct).Model;
            seconds += _clock.GetElapsedTime(started).TotalSeconds;
            var probabilities = new ProbabilityMatrix(outside.Length, labels.Count);
            model.Predict(all.Subset(outside), probabilities, ct);
            truth.AddRange(outside.Select(Truth));
            predicted.AddRange(Enumerable.Range(0, outside.Length).Select(row => Decision.Suggested(probabilities[row], model.Thresholds)));
            rows.AddRange(probabilities.Values);
            bytes = Size(model);
        }

        var whole = new ProbabilityMatrix(truth.Count, labels.Count);
        rows.CopyTo(whole.Values);
        var figures = Bootstrap.Estimate(
            new JudgedItems(labels, truth, predicted),
            [Measure.MacroF1, Measure.MicroF1, new Measure(Quantity.F, Average.Weighted), Measure.Accuracy], new Random(_seed));
        return new EvaluationRow(
            name, truth.Count, figures[0], figures[1], figures[2], figures[3],
            Calibration.ExpectedError(whole, truth, labels.Task), seconds / splits.Length, bytes);
    }

    private int[] Truth(int row) => row < _targets.Length ? _targets[row] : _truth[row - _targets.Length];

    private static long Size(IModel model)
    {
        using var artifact = new MemoryStream();
        model.Save(artifact);
        return artifact.Length;
    }

    private int[][] Indexes(IReadOnlyList<LabelledText> texts, Dictionary<string, int> indexes)
    {
        var targets = new int[texts.Count][];
        for (var row = 0; row < targets.Length; row++)
        {
            var names = texts[row].Labels;
            if (_set.Labels.Task == LabelTask.Single && names.Count != 1)
                throw new ArgumentException($"Row {row + 1:N0} has {names.Count} labels, and a single-label task takes exactly one.");
            if (names.FirstOrDefault(label => !indexes.ContainsKey(label)) is { } unknown)
                throw new ArgumentException($"Row {row + 1:N0} has the label \"{unknown}\", which is none of the {indexes.Count} labels.");
            targets[row] = [.. names.Select(label => indexes[label]).Distinct().Order()];
        }

        return targets;
    }
}
