using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>Replays the loop on a project's own labels: what would another strategy have cost? For leads.</summary>
public sealed class SimulationDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    /// <summary>What strategies are compared with.</summary>
    public const string Yardstick = "random";

    /// <summary>The most strategies at once, random included.</summary>
    public const int MostStrategies = 6;

    private const double TargetShare = .95;   // of what random ends with: the last points come slowly, and by chance

    public async Task<Outcome<SimulationView>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Task, row.Settings.Strategy }).SingleAsync(ct);
        var labelled = await SimulationLabels.Labelled(db, projectId, false).CountAsync(ct);
        var audit = await SimulationLabels.Labelled(db, projectId, true).CountAsync(ct);
        var runs = db.SimulationRuns.Where(run => run.ProjectId == projectId).OrderByDescending(run => run.Id);
        var states = await runs.Take(10).Select(run => new SimulationState(run.Id, run.State, run.Fraction, run.EtaSeconds, run.CancelRequested, run.Error)).ToListAsync(ct);
        var last = await runs.Where(run => run.State == RunState.Succeeded).FirstOrDefaultAsync(ct);
        return new SimulationView
        {
            Labelled = labelled,
            Audit = audit,
            TooFew = SimulationLabels.TooFew(labelled, audit),
            Strategy = project.Strategy,
            IsMulti = project.Task == ProjectTask.Multi,
            Current = states.Find(state => state.State == RunState.Running) ?? states.FindLast(state => state.State == RunState.Queued),
            Failed = states.Find(state => state.State is RunState.Failed or RunState.Succeeded) is { State: RunState.Failed } failed ? failed : null,
            Result = last is null ? null : Result(last),
        };
    }

    /// <summary>Queues a simulation; one of a project at a time.</summary>
    public async Task<Outcome<int>> StartAsync(Caller caller, int projectId, NewSimulation input, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (Check(input) is { } problem)
            return problem;
        await using (var db = await store.ReadAsync(ct))
            if (SimulationLabels.TooFew(await SimulationLabels.Labelled(db, projectId, false).CountAsync(ct), await SimulationLabels.Labelled(db, projectId, true).CountAsync(ct)) is { } tooFew)
                return Problem.Conflict(tooFew);
        var run = new SimulationRun
        {
            ProjectId = projectId,
            RequestedById = caller.PersonId,
            Strategies = [.. input.Strategies.Append(Yardstick).Distinct()],
            Seeds = input.Seeds,
            Batch = input.Batch,
            CreatedAt = time.GetUtcNow(),
        };
        var isQueued = await store.WriteAsync(
            db =>
            {
                if (db.SimulationRuns.Any(row => row.ProjectId == projectId && (row.State == RunState.Queued || row.State == RunState.Running)))
                    return false;
                db.SimulationRuns.Add(run);
                db.SaveChanges();
                return true;
            },
            ct);
        if (!isQueued)
            return Problem.Conflict("A simulation of this project is under way already. Wait until it is done, or cancel it.");
        events.Publish(Happening.SimulationChanged, projectId);
        return run.Id;
    }

    /// <summary>Ends a simulation that waits or works; one that is over stays as it is.</summary>
    public async Task<Outcome<Done>> CancelAsync(Caller caller, int projectId, int runId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var found = await store.WriteAsync(
            db =>
            {
                var own = db.SimulationRuns.Where(run => run.Id == runId && run.ProjectId == projectId);
                own.Where(run => run.State == RunState.Queued).ExecuteUpdate(set => set.SetProperty(run => run.State, RunState.Cancelled).SetProperty(run => run.FinishedAt, now));
                own.Where(run => run.State == RunState.Running).ExecuteUpdate(set => set.SetProperty(run => run.CancelRequested, true));
                return own.Any();
            },
            ct);
        if (!found)
            return Problem.NotFound("simulation");
        events.Publish(Happening.SimulationChanged, projectId);
        return Done.Value;
    }

    /// <summary>The evaluations of a run as the simulator's CSV.</summary>
    public async Task<Outcome<string>> CsvAsync(Caller caller, int projectId, int runId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var rows = await db.SimulationRuns.Where(run => run.Id == runId && run.ProjectId == projectId && run.State == RunState.Succeeded).Select(run => run.Rows).FirstOrDefaultAsync(ct);
        return rows is null ? Problem.NotFound("simulation") : $"{SimulationRow.Header}\n{rows}\n";
    }

    private static Problem? Check(NewSimulation input)
    {
        if (input.Strategies is not { Count: > 0 } strategies || strategies.All(name => name == Yardstick))
            return Problem.Invalid("strategies", "Choose at least one strategy to compare with random.");
        if (strategies.Append(Yardstick).Distinct().Count() > MostStrategies)
            return Problem.Invalid("strategies", $"Choose at most {MostStrategies} strategies, random included.");
        if (strategies.Select(StrategyWords.Fault).FirstOrDefault(fault => fault is not null) is { } fault)
            return Problem.Invalid("strategies", fault);
        if (input.Seeds is < 2 or > 10)
            return Problem.Invalid("seeds", "Set seeds to 2 to 10: with one there is no interval.");
        return input.Batch is < 5 or > 200 ? Problem.Invalid("batch", "Set batch to 5 to 200 labels.") : null;
    }

    private static SimulationResult Result(SimulationRun run)
    {
        SimulationRow[] rows = [.. run.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SimulationRow.Parse)];
        var curves = SimulatedCurve.Of(rows);
        return new SimulationResult(
            run.Id, run.Seeds, run.PoolItems, run.TestItems, run.ScoredOnAudit, run.FinishedAt ?? run.CreatedAt,
            [.. curves.OrderBy(curve => curve.Strategy == Yardstick).Select(curve => new StrategyResult(
                curve, curve.Strategy == Yardstick ? null : LabelSaving.Of(rows, curve.Strategy, Yardstick, TargetShare)))]);
    }
}
