using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The computing of a round: trains, judges, scores the pool. Runs on the training thread and writes nothing but artifacts.</summary>
internal sealed class RoundRunner(ArtifactStore artifacts, TierCatalog tiers, IOptions<LearningOptions> options, IOptions<StudioOptions> studio, TimeProvider time)
{
    private const double TrainingShare = .8;

    /// <exception cref="RunRefusedException">The run cannot be done with what there is.</exception>
    public RoundYield Run(RoundPlan plan, ProjectPool? pool, StudioDbContext db, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        if (!plan.Rung.Learns)
            return Judge(plan, MadeOfLabels(plan, ct), null, db, started, ct);
        if (pool is null)
            throw new RunRefusedException("There are no items to learn from. Import some first.");

        var request = Request(plan.Items, pool, plan.Rung, plan.Seed, db);
        var learned = Learn(request, new Part(progress, 0, TrainingShare), ct);
        pool.Again = plan.Items.LabelAgain ? AgainItems.Find(db, pool, learned, plan.Items, ct) : null;
        progress.Report(new TrainingProgress("Judging", TrainingShare));
        var yield = Judge(plan, learned, (request, pool), db, started, ct);
        if (!yield.Judgement.Serves)
            return yield;

        // A version that stays out would rank the queue by what nobody relies on; the champion's ranking stays.
        progress.Report(new TrainingProgress("Scoring the pool", TrainingShare + .05));
        var picks = LearningLoop.Rank(request, learned.Model, ct);
        return yield with { Picks = pool.Again?.Merge(db, picks) ?? picks };
    }

    /// <summary>A request for the quick ranking between two rounds: by regression, whatever tier serves.</summary>
    public RoundRequest RankingRequest(LabelledItems items, ProjectPool pool, int seed, StudioDbContext db) =>
        Request(items, pool, tiers[ModelTier.Regression], seed, db);

    public static List<int> Rows(ProjectPool pool, IEnumerable<long> items) => [.. items.Select(pool.Pool.RowOf).Where(row => row >= 0).Distinct()];

    private static LearnedRows Learn(RoundRequest request, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        try
        {
            return LearningLoop.Learn(request, progress, ct);
        }
        catch (TooLittleLeftException exception)
        {
            throw new RunRefusedException(exception.Message, exception);
        }
    }

    private RoundRequest Request(LabelledItems items, ProjectPool pool, Rung rung, int seed, StudioDbContext db) => new()
    {
        Pool = pool.Pool,
        Labels = items.Labels,
        Labelled = [.. items.Training.Select(item => new LabelledRow(pool.Pool.RowOf(item.Item), item.Labels)).Where(row => row.Row >= 0)],
        Audit = Rows(pool, items.Reserved),
        Excluded = Rows(pool, items.Unavailable),
        Tier = rung.Make(Ground(pool)),
        Strategy = QueryStrategyNames.Find(items.Strategy),
        QueueLength = options.Value.QueueLength,
        Seed = seed,
        Threads = studio.Value.TrainingThreads,
        Texts = ids => ItemTextReader.Read(db, ids),
    };

    private TierGround Ground(ProjectPool pool) => new(pool.ProjectId, pool.Space, studio.Value.TrainingThreads);

    private static LearnedRows MadeOfLabels(RoundPlan plan, CancellationToken ct)
    {
        var tier = plan.Rung.Make(new TierGround(plan.ProjectId, null, 1));
        var model = tier.Train(new TrainingSet(new TextBatch([]), [], plan.Items.Labels), null, new Random(plan.Seed), ct);
        return new LearnedRows(model, [], new ProbabilityMatrix(0, plan.Items.Labels.Count), 0);
    }

    private RoundYield Judge(RoundPlan plan, LearnedRows learned, (RoundRequest Request, ProjectPool Pool)? ground, StudioDbContext db, long started, CancellationToken ct)
    {
        var judge = new RoundJudge(plan, ItemTextReader.Read(db, plan.Items.Audit.ConvertAll(item => item.Item)), ct);
        var space = plan.Rung.ReadsFeatures ? ground!.Value.Pool.Space : null;
        var model = ServingModel.Of(plan.NextVersion, plan.Items.LabelIds, learned.Model, space);
        var speed = Speed.Measure(model, ItemTextReader.Sample(db, plan.ProjectId, Speed.Texts), time, ct);
        var outOfFold = UnseenAnswers.OutOfFold(plan.Items.Labels, learned);
        var metrics = judge.OnAudit(model) ?? (outOfFold is null ? null : MetricsReport.Of(MetricsSource.CrossValidation, outOfFold, new Random(plan.Seed), plan.State.Objective.Measure));
        var championUnseen = ground is { } there && outOfFold is not null ? ChampionUnseen(plan, there.Request, there.Pool, learned, ct) : null;
        return new RoundYield
        {
            Model = model,
            Artifact = artifacts.Save(learned.Model.Save),
            FeaturesHash = space is null ? null : ground!.Value.Pool.SpaceHash ??= artifacts.Save(space.Save).Hash,
            DataHash = ground is null ? null : DataCutFile.Save(artifacts, plan.Votes.Of([.. learned.Trained.Select(row => ground.Value.Pool.Pool.Item(row.Row))])),
            TrainedItems = learned.Trained.Count,
            LabelCounts = Count(plan.Items.Labels.Count, learned.Trained),
            NearAudit = learned.NearAudit,
            Metrics = metrics is null ? null : metrics with { LatencyMilliseconds = speed?.LatencyMilliseconds },
            Judgement = judge.Judge(model, outOfFold, championUnseen, speed?.LatencyMilliseconds),
            Speed = speed,
            Agreement = plan.Predecessor is { } before
                ? Succession.Agreement(before, model, learned.Trained.Count, ItemTextReader.FixedSample(db, plan.ProjectId, Succession.SampleSize(speed)), ct)
                : null,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
    }

    // Before the first audit look a climb is judged on training items that neither has seen: the champion's own tier is trained on the others for it.
    private JudgedItems? ChampionUnseen(RoundPlan plan, RoundRequest request, ProjectPool pool, LearnedRows learned, CancellationToken ct)
    {
        if (plan.Champion is not { } champion || champion.Tier >= plan.Rung.Tier || plan.Items.AuditAnswered >= AuditLooks.First || tiers.Find(champion.Tier) is not { } rung)
            return null;
        if (!rung.Learns)
            return plan.Serving is not { } serving ? null : UnseenAnswers.Of(
                serving, request.Texts!([.. learned.Trained.Select(row => pool.Pool.Item(row.Row))]),
                [.. learned.Trained.Select(row => row.Labels)], plan.Items.Labels, plan.Items.LabelIds, ct);
        if (!rung.Check(plan.ProjectId, RoundPlan.Summary(plan.Items)).IsReady)
            return null;
        var own = LearningLoop.Learn(request with { Tier = rung.Make(Ground(pool)), Labelled = learned.Trained }, null, ct);
        using (own.Model)
            return own.Trained.Count == learned.Trained.Count ? UnseenAnswers.OutOfFold(plan.Items.Labels, own) : null;
    }

    private static List<int> Count(int labels, IReadOnlyList<LabelledRow> trained)
    {
        var counts = new int[labels];
        foreach (var label in trained.SelectMany(row => row.Labels))
            counts[label]++;
        return [.. counts];
    }
}
