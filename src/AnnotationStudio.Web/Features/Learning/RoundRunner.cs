using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The computing of a round: trains, judges, scores the pool. Runs on the training thread and writes nothing but artifacts.</summary>
internal sealed class RoundRunner(ArtifactStore artifacts, IOptions<LearningOptions> options, IOptions<StudioOptions> studio, TimeProvider time)
{
    /// <exception cref="RunRefusedException">The run cannot be done with what there is.</exception>
    public RoundYield Run(RoundPlan plan, ProjectPool? pool, StudioDbContext db, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var auditTexts = Texts(db, plan.Items.Audit.ConvertAll(item => item.Item));
        var judge = new RoundJudge(plan, auditTexts, ct);
        var tier = TierOf(plan, pool);
        return tier == ModelTier.Rules
            ? RunRules(plan, judge, started, ct)
            : RunRegression(plan, pool!, judge, db, started, progress, ct);
    }

    /// <summary>A request for the engine, for a round or for a mere ranking.</summary>
    public RoundRequest Request(LabelledItems items, ProjectPool pool, int seed, StudioDbContext db) => new()
    {
        Pool = pool.Pool,
        Labels = items.Labels,
        Labelled = [.. items.Training.Select(item => new LabelledRow(pool.Pool.RowOf(item.Item), item.Labels)).Where(row => row.Row >= 0)],
        Audit = Rows(pool, items.Reserved),
        Excluded = Rows(pool, items.Unavailable),
        Tier = Regression(pool),
        QueueLength = options.Value.QueueLength,
        Seed = seed,
        Threads = studio.Value.TrainingThreads,
        Texts = ids => Texts(db, ids),
    };

    public static List<int> Rows(ProjectPool pool, IEnumerable<long> items) => [.. items.Select(pool.Pool.RowOf).Where(row => row >= 0).Distinct()];

    private RegressionTier Regression(ProjectPool pool) =>
        new RegressionTier(pool.Space, new RegressionOptions { Threads = studio.Value.TrainingThreads });

    // Nobody asked for a tier: the next one above rules, as soon as it can be trained.
    private ModelTier TierOf(RoundPlan plan, ProjectPool? pool)
    {
        if (plan.AskedTier is ModelTier.Rules)
            return ModelTier.Rules;
        if (plan.AskedTier > ModelTier.Regression)
            throw new RunRefusedException($"This version of AnnotationStudio does not train the {plan.AskedTier.Value.ToString().ToLowerInvariant()} tier. Choose rules or regression.");
        if (pool is null)
            return plan.AskedTier is null ? ModelTier.Rules : throw new RunRefusedException("There are no items to learn from. Import some first.");
        var readiness = Regression(pool).Check(Summary(plan.Items));
        return readiness.IsReady ? ModelTier.Regression
            : plan.AskedTier is null ? ModelTier.Rules
            : throw new RunRefusedException(readiness.Reason);
    }

    private static TrainingSummary Summary(LabelledItems items) =>
        new(items.Training.Count, items.Training.SelectMany(item => item.Labels).Distinct().Count());

    private RoundYield RunRules(RoundPlan plan, RoundJudge judge, long started, CancellationToken ct)
    {
        var model = new RulesModelTier().Train(new TrainingSet(new TextBatch([]), [], plan.Items.Labels), null, new Random(plan.Seed), ct);
        var serving = new ServingModel(plan.NextVersion, plan.Items.LabelIds, model, texts => new TextBatch(texts));
        return new RoundYield
        {
            Model = serving,
            Tier = ModelTier.Rules,
            Artifact = artifacts.Save(model.Save),
            TrainedItems = 0,
            Metrics = judge.OnAudit(serving),
            Judgement = judge.Judge(serving, ModelTier.Rules, null, null),
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }

    private RoundYield RunRegression(
        RoundPlan plan, ProjectPool pool, RoundJudge judge, StudioDbContext db, long started, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        var request = Request(plan.Items, pool, plan.Seed, db);
        var round = LearningLoop.RunRound(request, progress, ct);
        var serving = new ServingModel(plan.NextVersion, plan.Items.LabelIds, round.Model, texts => pool.Space.Featurize(texts));
        var outOfFold = round.Trained.Count == 0 ? null : OutOfFold(plan, round);
        pool.SpaceHash ??= artifacts.Save(pool.Space.Save).Hash;
        return new RoundYield
        {
            Model = serving,
            Tier = ModelTier.Regression,
            Artifact = artifacts.Save(round.Model.Save),
            FeaturesHash = pool.SpaceHash,
            TrainedItems = round.Trained.Count,
            Picks = round.Picks,
            Metrics = judge.OnAudit(serving) ?? (outOfFold is null ? null : MetricsReport.Of(MetricsSource.CrossValidation, outOfFold, new Random(plan.Seed))),
            Judgement = judge.Judge(serving, ModelTier.Regression, outOfFold, ChampionOnTraining(plan, pool, round, db, ct)),
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }

    private static JudgedItems OutOfFold(RoundPlan plan, RoundResult round) => new(
        plan.Items.Labels,
        [.. round.Trained.Select(row => row.Labels)],
        [.. Enumerable.Range(0, round.OutOfFold.Rows).Select(row => Decision.Suggested(round.OutOfFold[row], round.Model.Thresholds))],
        round.OutOfFold);

    // Rules learned from nothing, so what they say of the training items is fair.
    private static JudgedItems? ChampionOnTraining(RoundPlan plan, ProjectPool pool, RoundResult round, StudioDbContext db, CancellationToken ct)
    {
        if (plan.Champion is not { Tier: ModelTier.Rules } || plan.Serving is not { } rules || round.Trained.Count == 0 || !rules.LabelIds.SequenceEqual(plan.Items.LabelIds))
            return null;
        var rows = rules.Predict(Texts(db, [.. round.Trained.Select(row => pool.Pool.Item(row.Row))]), ct);
        return new JudgedItems(
            plan.Items.Labels,
            [.. round.Trained.Select(row => row.Labels)],
            [.. Enumerable.Range(0, rows.Rows).Select(row => Decision.Suggested(rows[row], rules.Model.Thresholds))],
            rows);
    }

    private static List<string> Texts(StudioDbContext db, IReadOnlyList<long> ids)
    {
        var texts = new Dictionary<long, string>(ids.Count);
        foreach (var part in ids.Chunk(500))
            foreach (var item in db.Items.Where(item => part.Contains(item.Id)).Select(item => new { item.Id, item.Text }))
                texts[item.Id] = item.Text;
        return [.. ids.Select(id => texts.GetValueOrDefault(id, ""))];
    }
}
