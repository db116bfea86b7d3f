using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>The rows of simulations: claimed, moved on, ended.</summary>
internal sealed class SimulationLine(StudioStore store, StudioEvents events, TimeProvider time)
{
    private const int Kept = 5;   // results of a project; older ones go

    /// <summary>What a stop of the server cut short says so.</summary>
    public Task RecoverAsync(CancellationToken ct) => store.WriteAsync(
        db => db.SimulationRuns.Where(run => run.State == RunState.Running).ExecuteUpdate(set => set
            .SetProperty(run => run.State, RunState.Failed)
            .SetProperty(run => run.Error, "The server stopped before the simulation was done. Start it again.")
            .SetProperty(run => run.FinishedAt, time.GetUtcNow())),
        ct);

    /// <summary>Takes the oldest that waits, or null.</summary>
    public async Task<SimulationRun?> ClaimAsync(CancellationToken ct)
    {
        await using (var db = await store.ReadAsync(ct))
            if (!await db.SimulationRuns.AnyAsync(run => run.State == RunState.Queued, ct))
                return null;
        var claimed = await store.WriteAsync(
            db =>
            {
                var run = db.SimulationRuns.AsTracking().Where(row => row.State == RunState.Queued).OrderBy(row => row.Id).FirstOrDefault();
                if (run is not null)
                    (run.State, run.StartedAt) = (RunState.Running, time.GetUtcNow());
                db.SaveChanges();
                return run;
            },
            ct);
        if (claimed is not null)
            events.Publish(Happening.SimulationChanged, claimed.ProjectId);
        return claimed;
    }

    /// <summary>Whether the run is still there and wanted, and whether a training computes, which comes first.</summary>
    public async Task<(bool IsWanted, bool MustRest)> LookAsync(int runId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        return (await db.SimulationRuns.AnyAsync(row => row.Id == runId && !row.CancelRequested, ct), await db.TrainingRuns.AnyAsync(row => row.State == RunState.Running, ct));
    }

    public async Task ReportAsync(SimulationRun run, double fraction, double? etaSeconds, CancellationToken ct)
    {
        await store.WriteAsync(
            db => db.SimulationRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set.SetProperty(row => row.Fraction, fraction).SetProperty(row => row.EtaSeconds, etaSeconds)), ct);
        events.Publish(Happening.SimulationChanged, run.ProjectId);
    }

    /// <summary>Keeps the result; the oldest ones make room.</summary>
    public async Task SucceedAsync(SimulationRun run, SimulationYield yield)
    {
        await store.WriteAsync(
            db =>
            {
                db.SimulationRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set
                    .SetProperty(row => row.State, RunState.Succeeded).SetProperty(row => row.Fraction, 1).SetProperty(row => row.EtaSeconds, (double?)null)
                    .SetProperty(row => row.Rows, yield.Rows)
                    .SetProperty(row => row.PoolItems, yield.PoolItems).SetProperty(row => row.TestItems, yield.TestItems).SetProperty(row => row.ScoredOnAudit, yield.ScoredOnAudit)
                    .SetProperty(row => row.FinishedAt, time.GetUtcNow()));
                var old = db.SimulationRuns.Where(row => row.ProjectId == run.ProjectId && row.FinishedAt != null).OrderByDescending(row => row.Id).Select(row => row.Id).Skip(Kept).ToList();
                return db.SimulationRuns.Where(row => old.Contains(row.Id)).ExecuteDelete();
            },
            CancellationToken.None);
        events.Publish(Happening.SimulationChanged, run.ProjectId);
    }

    public async Task EndAsync(SimulationRun run, RunState state, string? error)
    {
        await store.WriteAsync(
            db => db.SimulationRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set
                .SetProperty(row => row.State, state).SetProperty(row => row.Error, error).SetProperty(row => row.EtaSeconds, (double?)null)
                .SetProperty(row => row.FinishedAt, state == RunState.Queued ? null : (DateTimeOffset?)time.GetUtcNow())),
            CancellationToken.None);
        events.Publish(Happening.SimulationChanged, run.ProjectId);
    }
}
