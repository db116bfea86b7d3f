using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The rows of runs: claimed, moved on, ended. What happens to them in the database, in one place.</summary>
internal sealed class RunLine(StudioStore store, QueueWriter queue, ModelShelf shelf, StudioEvents events, TimeProvider time)
{
    private const int MostAttempts = 2;

    /// <summary>What a crash left in the middle is tried once more; twice is enough.</summary>
    public Task RecoverAsync(CancellationToken ct) => store.WriteAsync(
        db =>
        {
            db.TrainingRuns.Where(run => run.State == RunState.Running && run.CancelRequested)
                .ExecuteUpdate(set => set.SetProperty(run => run.State, RunState.Cancelled).SetProperty(run => run.FinishedAt, time.GetUtcNow()));
            db.TrainingRuns.Where(run => run.State == RunState.Running && run.Attempts >= MostAttempts).ExecuteUpdate(set => set
                .SetProperty(run => run.State, RunState.Failed)
                .SetProperty(run => run.Error, "The server stopped in the middle, twice. The model before goes on serving. Train again, and watch the server's memory.")
                .SetProperty(run => run.FinishedAt, time.GetUtcNow()));
            db.TrainingRuns.Where(run => run.State == RunState.Running).ExecuteUpdate(set => set.SetProperty(run => run.State, RunState.Queued));
        },
        ct);

    /// <summary>Takes the oldest queued run, or null when none waits.</summary>
    public async Task<TrainingRun?> ClaimAsync(CancellationToken ct)
    {
        await using (var db = await store.ReadAsync(ct))
            if (!await db.TrainingRuns.AnyAsync(run => run.State == RunState.Queued, ct))
                return null;
        var claimed = await store.WriteAsync(
            db =>
            {
                var run = db.TrainingRuns.AsTracking().Where(row => row.State == RunState.Queued).OrderBy(row => row.Id).FirstOrDefault();
                if (run is null)
                    return null;
                (run.State, run.StartedAt, run.Fraction, run.Stage) = (RunState.Running, time.GetUtcNow(), 0, "Starting");
                run.Attempts++;
                db.SaveChanges();
                // A challenger that follows a round takes no labels from the next one.
                if (run.Reason.Length == 0)
                    db.Projects.Where(project => project.Id == run.ProjectId).ExecuteUpdate(set => set.SetProperty(project => project.LabelsSinceTraining, 0));
                return run;
            },
            ct);
        if (claimed is not null)
            events.Publish(Happening.RunChanged, claimed.ProjectId);
        return claimed;
    }

    /// <summary>Whether the run is still there, and nobody asked for its end.</summary>
    public async Task<bool> IsWantedAsync(TrainingRun run, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        return await db.TrainingRuns.AnyAsync(row => row.Id == run.Id && !row.CancelRequested, ct);
    }

    public async Task ReportAsync(TrainingRun run, string stage, double fraction, double? etaSeconds, CancellationToken ct)
    {
        await store.WriteAsync(
            db => db.TrainingRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set
                .SetProperty(row => row.Stage, stage).SetProperty(row => row.Fraction, fraction).SetProperty(row => row.EtaSeconds, etaSeconds)),
            ct);
        events.Publish(Happening.RunChanged, run.ProjectId);
    }

    /// <summary>Ends a run that brought nothing. Without an error of its own it keeps the reason that whoever stopped it gave.</summary>
    public async Task EndAsync(TrainingRun run, RunState state, string? error)
    {
        await store.WriteAsync(
            db => db.TrainingRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set
                .SetProperty(row => row.State, state)
                .SetProperty(row => row.Error, row => error ?? row.Error)
                .SetProperty(row => row.EtaSeconds, (double?)null)
                .SetProperty(row => row.FinishedAt, state == RunState.Queued ? null : (DateTimeOffset?)time.GetUtcNow())
                .SetProperty(row => row.Attempts, row => state == RunState.Queued ? row.Attempts - 1 : row.Attempts)),
            CancellationToken.None);
        events.Publish(Happening.RunChanged, run.ProjectId);
    }

    /// <summary>The queue, slice by slice; then version, decision and the run's end, in one transaction.</summary>
    /// <returns>False when nobody wants the run any more: no version of it is kept.</returns>
    public async Task<bool> SucceedAsync(TrainingRun run, RoundPlan plan, RoundYield yield)
    {
        var version = Row(run, plan, yield, time.GetUtcNow());
        if (yield.Picks is { } picks)
            await queue.ReplaceAsync(run.ProjectId, picks, plan.Items.DataCut);
        var gate = StoredGate.Write(yield.Judgement.Decision);
        var standing = yield.Judgement.Standing is { } figures ? StoredMetrics.Write(figures) : null;
        var id = await store.WriteSliceAsync(
            db =>
            {
                if (!db.TrainingRuns.Any(row => row.Id == run.Id && !row.CancelRequested))
                    return (int?)null;
                db.ModelVersions.Add(version);
                db.SaveChanges();
                db.ModelDecisions.Add(new ModelDecision
                {
                    ProjectId = run.ProjectId,
                    ModelVersionId = version.Id,
                    At = version.TrainedAt,
                    Kind = DecisionKind.Judged,
                    Words = version.Decision,
                    Gate = gate,
                });
                db.SaveChanges();
                var champion = yield.Judgement.RevertTo ?? (yield.Judgement.Serves ? version.Id : null);
                if (champion is { } serving)
                    db.Projects.Where(project => project.Id == run.ProjectId).ExecuteUpdate(set => set.SetProperty(project => project.ChampionId, serving));
                Settle(db, plan, yield.Judgement, standing);
                if (yield.Challenger is { } challenger && !db.TrainingRuns.Any(row => row.ProjectId == run.ProjectId && row.Tier == challenger.Tier && row.State == RunState.Queued))
                    LabelLedger.QueueRound(db, run.ProjectId, challenger.Tier, personId: null, version.TrainedAt, challenger.Reason);
                db.TrainingRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set
                    .SetProperty(row => row.State, RunState.Succeeded)
                    .SetProperty(row => row.Stage, "Done").SetProperty(row => row.Fraction, 1).SetProperty(row => row.EtaSeconds, (double?)null)
                    .SetProperty(row => row.ModelVersionId, version.Id)
                    .SetProperty(row => row.FinishedAt, time.GetUtcNow()));
                return version.Id;
            },
            CancellationToken.None);
        if (id is null)
            return false;
        shelf.Add(id.Value, yield.Model);
        events.Publish(Happening.ModelChanged, run.ProjectId);
        events.Publish(Happening.RunChanged, run.ProjectId);
        return true;
    }

    // What a round says of versions that were there before.
    private static void Settle(StudioDbContext db, RoundPlan plan, Judgement judgement, string? standing)
    {
        if (standing is not null && (judgement.RevertTo ?? plan.Champion?.Id) is { } serving)
            db.ModelVersions.Where(model => model.Id == serving).ExecuteUpdate(set => set.SetProperty(model => model.Metrics, standing));
        if (judgement.ConfirmsChampion && plan.Champion is { } champion)
            db.ModelVersions.Where(model => model.Id == champion.Id)
                .ExecuteUpdate(set => set.SetProperty(model => model.IsProvisional, false).SetProperty(model => model.IsReference, true));
    }

    private static ModelVersion Row(TrainingRun run, RoundPlan plan, RoundYield yield, DateTimeOffset now) => new()
    {
        ProjectId = run.ProjectId,
        Version = plan.NextVersion,
        Tier = plan.Rung.Tier,
        ArtifactHash = yield.Artifact.Hash,
        SizeBytes = yield.Artifact.Bytes,
        FeaturesHash = yield.FeaturesHash,
        Seed = plan.Seed,
        TrainedItems = yield.TrainedItems,
        LabelCounts = yield.LabelCounts,
        NearAudit = yield.NearAudit,
        DataCut = plan.Items.DataCut,
        DataHash = yield.DataHash,
        LabelIds = plan.Items.LabelIds,
        Metrics = yield.Metrics is null ? null : JsonSerializer.Serialize(yield.Metrics, Api.Json),
        Decision = yield.Judgement.Sentence,
        WasPromoted = yield.Judgement.Serves,
        IsProvisional = yield.Judgement.IsProvisional,
        BaselineId = yield.Judgement.BaselineId,
        LastLookAt = yield.Judgement.LastLookAt,
        IsReference = yield.Judgement.IsReference,
        TrainingSeconds = yield.Seconds,
        Agreement = yield.Agreement,
        ItemsPerSecond = yield.Speed?.ItemsPerSecond,
        LatencyMilliseconds = yield.Speed?.LatencyMilliseconds,
        TrainedAt = now,
    };
}
