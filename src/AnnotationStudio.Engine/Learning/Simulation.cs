using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RulesTier;
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
    private readonly List<(string Strategy, NamedTier Tier, int Seed)> _runs;

    /// <summary>A simulation, ready to run.</summary>
    /// <param name="set">The data.</param>
    /// <param name="options">What is tried.</param>
    /// <param name="clock">Times the fits and choices.</param>
    /// <exception cref="ArgumentException">An empty pool or test, a single-label text without exactly one label, an unknown strategy, or known rows of another schedule.</exception>
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
        var most = Math.Min(options.Max, set.Pool.Count);
        Schedule = [.. Steps(Math.Min(options.SeedLabels, most), options.Batch, most)];
        _runs = [.. Runs()];
    }

    /// <summary>Label counts at which each run is evaluated.</summary>
    public IReadOnlyList<int> Schedule { get; }

    /// <summary>How many evaluations there are to come.</summary>
    public int Evaluations => Schedule.Count * _runs.Count;

    /// <summary>Whether a row belongs to a run that is to come, so that one known already will be made anew.</summary>
    public bool IsToRun(SimulationRow row) => _runs.Any(run => row.Run == (_set.Dataset, run.Strategy, run.Tier.Name, run.Seed));

    /// <summary>Runs everything; each evaluation is handed over as soon as it is known.</summary>
    /// <param name="report">Takes the rows one at a time: those of a run in order, those of runs at the same time as they come.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public void Run(Action<SimulationRow> report, CancellationToken ct)
    {
        if (_runs.Count == 0)
            return;
        string[] texts = [.. _set.Pool.Select(text => text.Text)];
        var threads = Math.Max(_options.Threads, _options.Parallel);
        var space = _options.Space ?? FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = threads }, null, ct);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, texts.Length).Select(row => (long)row)], space.Featurize(texts, threads, ct).Features!);
        var test = space.Featurize([.. _set.Test.Select(text => text.Text)], threads, ct);
        if (_set.Task == LabelTask.Multi)
            new RuleMatches(_labels).Fill(pool, rows => [.. rows.Select(row => texts[row])], threads, ct);
        var turn = new Lock();
        Blocks.Run(
            Math.Min(_options.Parallel, _runs.Count),
            _runs.Count,
            run => RunOnce(new Setting(pool, test, _runs[run].Strategy, _runs[run].Tier.Name, _runs[run].Tier.Create(space), _runs[run].Seed), Report, ct),
            ct);

        void Report(SimulationRow row)
        {
            lock (turn)
                report(row);
        }
    }

    private void RunOnce(Setting setting, Action<SimulationRow> report, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        var labelled = First(setting, Schedule[0], ct);
        var querySeconds = _clock.GetElapsedTime(started).TotalSeconds;
        for (var step = 0; step < Schedule.Count; step++)
        {
            ct.ThrowIfCancellationRequested();
            var isLast = step == Schedule.Count - 1;
            var request = Request(setting, labelled, isLast ? 0 : Schedule[step + 1] - Schedule[step]);
            started = _clock.GetTimestamp();
            using var model = LearningLoop.Train(request, ct);
            var fitSeconds = _clock.GetElapsedTime(started).TotalSeconds;
            report(Evaluate(setting, labelled, model, fitSeconds, querySeconds, ct));
            if (isLast)
                break;

            started = _clock.GetTimestamp();
            var picks = LearningLoop.Rank(request, model, ct);
            querySeconds = _clock.GetElapsedTime(started).TotalSeconds;
            labelled.AddRange(picks.Select(pick => new LabelledRow(pick.Row, _oracle[pick.Row])));
        }
    }

    private List<LabelledRow> First(Setting setting, int count, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var strategy = QueryStrategyNames.Find(setting.Strategy);
        var needsModel = (strategy.Needs & ~(PoolNeeds.Embeddings | PoolNeeds.Labelled)) != PoolNeeds.None;
        var isDefault = setting.Strategy.Split('+')[0] == QueryStrategyNames.Default;
        var start = isDefault ? DefaultChoice.Covering(0) : needsModel ? new RandomSampling() : strategy;
        int[] all = [.. Enumerable.Range(0, setting.Pool.Count)];
        var view = new PoolView(_set.Task, all.Length, embeddings: ChoiceView.Embeddings(setting.Pool, all), embeddingWidth: 2 * setting.Pool.Layout.Dimensions)
        {
            Labelled = new LabelledView([], _labels.Count),
        };
        return [.. start.Select(view, count, new Random(setting.Seed)).Select(row => new LabelledRow(row, _oracle[row]))];
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

    private static IEnumerable<int> Steps(int first, int batch, int most)
    {
        for (var labels = first; labels < most; labels += batch)
            yield return labels;
        yield return most;
    }

    private IEnumerable<(string Strategy, NamedTier Tier, int Seed)> Runs()
    {
        var known = _options.Known.ToLookup(row => row.Run, row => row.Labels);
        foreach (var strategy in _options.Strategies)
            foreach (var tier in _options.Tiers)
                for (var seed = 0; seed < _options.Seeds; seed++)
                {
                    int[] labels = [.. known[(_set.Dataset, strategy, tier.Name, seed)]];
                    if (!labels.SequenceEqual(Schedule.Take(labels.Length)))
                        throw new ArgumentException($"The known rows of {_set.Dataset}, {strategy}, {tier.Name}, seed {seed} are of other label counts: take the same seed labels, batch and end as before, or another file.");
                    if (labels.Length < Schedule.Count)
                        yield return (strategy, tier, seed);
                }
    }

    private static int[][] Indexes(IReadOnlyList<LabelledText> texts, string[] names) =>
        [.. texts.Select(text => text.Labels.Select(name => Math.Max(-1, Array.BinarySearch(names, name, StringComparer.Ordinal))).Distinct().Order().ToArray())];

    private sealed record Setting(Pool Pool, TextBatch Test, string Strategy, string TierName, IModelTier Tier, int Seed);
}
