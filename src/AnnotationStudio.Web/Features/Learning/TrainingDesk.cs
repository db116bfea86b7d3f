using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Asks for rounds, follows them and stops them.</summary>
public sealed class TrainingDesk(StudioStore store, ProjectGate gate, TierCatalog tiers, StudioEvents events, TimeProvider time)
{
    private const int MostRuns = 50;

    /// <summary>Queues a round; a second one waits its turn. A tier that cannot be had here, whatever the labels, is refused at once.</summary>
    /// <param name="caller">An admin.</param>
    /// <param name="projectId">Whose round.</param>
    /// <param name="name">The tier's name; null leaves it to the ladder.</param>
    /// <param name="ct">Cancels while the write waits.</param>
    public async Task<Outcome<RunView>> QueueAsync(Caller caller, int projectId, string? name, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var tier = TierWords.Read(name);
        if (tier.Problem is { } unknown)
            return unknown;
        if (tier.Value is { } asked && tiers.Ask(asked, projectId) is { IsDone: false, Problem: var refusal })
            return refusal;
        var run = await store.WriteAsync(db => LabelLedger.QueueRound(db, projectId, tier.Value, caller.PersonId, time.GetUtcNow()), ct);
        events.Publish(Happening.RunChanged, projectId);
        return View(run);
    }

    public async Task<Outcome<RunView>> FindAsync(Caller caller, int projectId, int runId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        return await db.TrainingRuns.SingleOrDefaultAsync(run => run.Id == runId && run.ProjectId == projectId, ct) is { } found
            ? View(found)
            : Problem.NotFound("training run");
    }

    /// <summary>Stops a run that waits or works, which looks at its row a few times a second; one that is over stays as it is.</summary>
    public async Task<Outcome<Done>> CancelAsync(Caller caller, int projectId, int runId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var isThere = await store.WriteAsync(
            db =>
            {
                var runs = db.TrainingRuns.Where(run => run.Id == runId && run.ProjectId == projectId);
                runs.Where(run => run.State == RunState.Queued).ExecuteUpdate(set => set
                    .SetProperty(run => run.State, RunState.Cancelled).SetProperty(run => run.FinishedAt, time.GetUtcNow()));
                runs.Where(run => run.State == RunState.Running).ExecuteUpdate(set => set.SetProperty(run => run.CancelRequested, true));
                return runs.Any();
            },
            ct);
        if (!isThere)
            return Problem.NotFound("training run");
        events.Publish(Happening.RunChanged, projectId);
        return Done.Value;
    }

    /// <summary>The runs of a project, newest first, at most fifty.</summary>
    public async Task<Outcome<IReadOnlyList<RunLineView>>> ListAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        return await db.TrainingRuns
            .Where(run => run.ProjectId == projectId)
            .OrderByDescending(run => run.Id)
            .Take(MostRuns)
            .Select(run => new RunLineView(
                run.Id, run.State, run.Tier, run.Reason, run.Stage, run.Fraction, run.EtaSeconds, run.Error, run.CancelRequested,
                db.People.Where(person => person.Id == run.PersonId).Select(person => person.DisplayName).FirstOrDefault(),
                db.ModelVersions.Where(model => model.Id == run.ModelVersionId).Select(model => (int?)model.Version).FirstOrDefault(),
                run.CreatedAt, run.StartedAt, run.FinishedAt))
            .ToListAsync(ct);
    }

    private static RunView View(TrainingRun run) => new(
        run.Id, run.State, run.Tier, run.Stage, run.Fraction, run.EtaSeconds, run.Error, run.ModelVersionId, run.CreatedAt, run.StartedAt, run.FinishedAt);
}

/// <summary>A training run as programs see it.</summary>
public sealed record RunView(
    int Id, RunState State, ModelTier? Tier, string Stage, double Progress, double? EtaSeconds, string? Error, int? ModelVersionId,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);
