using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>The product's loop with an oracle instead of people: what a strategy and a tier would have given on known data.</summary>
/// <remarks>There is no audit stream: every chosen label trains. The test set is read only to score.</remarks>
public sealed class Simulation
{
    private readonly SimulationSet _set;
    private readonly SimulationOptions _options;
    private readonly TimeProvider _clock;
    private readonly LabelSet _labels;
    private readonly int[][] _oracle;
    private readonly int[][] _truth;

    /// <summary>A simulation, ready to run.</summary>
    /// <param name="set">The data.</param>
    /// <param name="options">What is tried.</param>
    /// <param name="clock">Times the fits and choices.</param>
    /// <exception cref="ArgumentException">An empty pool or test, a single-label text without exactly one label, or an unknown strategy.</exception>
    public Simulation(SimulationSet set, SimulationOptions options, TimeProvider clock)
    {
        if (set.Pool.Count == 0 || set.Test.Count == 0)
            throw new ArgumentException($"{set.Pool.Count} pool texts and {set.Test.Count} test texts: both are needed.", nameof(set));
        if (set.Task == LabelTask.Single && set.Pool.Concat(set.Test).Any(text => text.Labels.Count != 1))
            throw new ArgumentException("A single-label set has a text without exactly one label.", nameof(set));
        foreach (var strategy in options.Strategies)
            QueryStrategyNames.Find(strategy);

        (_set, _options, _clock) = (set, options, clock);
        string[] names = [.. set.Pool.SelectMany(text => text.Labels).Distinct().Order(StringComparer.Ordinal)];
        _labels = LabelSet.Named(set.Task, names);
        _oracle = Indexes(set.Pool, names);
        _truth = Indexes(set.Test, names);
    }

    /// <summary>Runs everything; each evaluation is handed over as soon as it is known.</summary>
    /// <param name="report">Takes the rows, in order.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public void Run(Action<SimulationRow> report, CancellationToken ct)
    {
        string[] texts = [.. _set.Pool.Select(text => text.Text)];
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = _options.Threads }, null, ct);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, texts.Length).Select(row => (long)row)], space.Featurize(texts, _options.Threads, ct).Features!);
        var test = space.Featurize([.. _set.Test.Select(text => text.Text)], _options.Threads, ct);
        foreach (var strategy in _options.Strategies)
            foreach (var tier in _options.Tiers)
                for (var seed = 0; seed < _options.Seeds; seed++)
                    RunOnce(new Setting(pool, test, strategy, tier.Name, tier.Create(space), seed), report, ct);
    }

    private void RunOnce(Setting setting, Action<SimulationRow> report, CancellationToken ct)
    {
        var most = Math.Min(_options.Max, setting.Pool.Count);
        var started = _clock.GetTimestamp();
        var labelled = First(setting, Math.Min(_options.SeedLabels, most), ct);
        var querySeconds = _clock.GetElapsedTime(started).TotalSeconds;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var request = Request(setting, labelled, Math.Min(_options.Batch, most - labelled.Count));
            started = _clock.GetTimestamp();
            using var model = LearningLoop.Train(request, ct);
            var fitSeconds = _clock.GetElapsedTime(started).TotalSeconds;
            report(Evaluate(setting, labelled, model, fitSeconds, querySeconds, ct));
            if (labelled.Count >= most)
                break;

            started = _clock.GetTimestamp();
            var picks = LearningLoop.Rank(request, model, ct);
            querySeconds = _clock.GetElapsedTime(started).TotalSeconds;
            labelled.AddRange(picks.Select(pick => new LabelledRow(pick.Row, _oracle[pick.Row])));
        }
    }

    private List<LabelledRow> First(Setting setting, int count, CancellationToken ct)
    {
        IEnumerable<int> rows;
        if (setting.Strategy == QueryStrategyNames.Default)
        {
            rows = LearningLoop.Start(setting.Pool, count, [], setting.Seed, ct).Select(pick => pick.Row);
        }
        else
        {
            var view = new PoolView(_set.Task, setting.Pool.Count);
            rows = new RandomSampling().Select(view, count, new Random(setting.Seed));
        }

        return [.. rows.Select(row => new LabelledRow(row, _oracle[row]))];
    }

    private RoundRequest Request(Setting setting, List<LabelledRow> labelled, int batch) => new()
    {
        Pool = setting.Pool,
        Labels = _labels,
        Labelled = labelled,
        Tier = setting.Tier,
        Strategy = QueryStrategyNames.Find(setting.Strategy),
        QueueLength = batch,
        BatchSize = batch,
        Batches = 1,
        Seed = (setting.Seed * 100_003) + labelled.Count,
        Threads = _options.Threads,
        Texts = items => [.. items.Select(item => _set.Pool[(int)item].Text)],
    };

    private SimulationRow Evaluate(
        Setting setting, List<LabelledRow> labelled, IModel model, double fitSeconds, double querySeconds, CancellationToken ct)
    {
        var probabilities = new ProbabilityMatrix(setting.Test.Count, _labels.Count);
        model.Predict(setting.Test, probabilities, ct);
        int[][] suggested = [.. Enumerable.Range(0, setting.Test.Count).Select(row => Decision.Suggested(probabilities[row], model.Thresholds))];
        var score = SimulationScore.Of(_truth, suggested, _set.Task, _labels.Count);
        return new SimulationRow(
            _set.Dataset, setting.Strategy, setting.TierName, setting.Seed, labelled.Count, score.Accuracy, score.MacroF1, score.MicroF1,
            fitSeconds, querySeconds, labelled.SelectMany(row => row.Labels).Distinct().Count());
    }

    private static int[][] Indexes(IReadOnlyList<LabelledText> texts, string[] names) =>
        [.. texts.Select(text => text.Labels.Select(name => Math.Max(-1, Array.BinarySearch(names, name, StringComparer.Ordinal))).Distinct().Order().ToArray())];

    private sealed record Setting(Pool Pool, TextBatch Test, string Strategy, string TierName, IModelTier Tier, int Seed);
}
