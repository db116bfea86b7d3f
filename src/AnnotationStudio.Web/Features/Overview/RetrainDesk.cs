using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>The home page's two buttons about training.</summary>
public sealed class RetrainDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    /// <summary>Puts a round in line, whatever the count of labels.</summary>
    public async Task<Outcome<Done>> RetrainAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var isOpen = await store.WriteAsync(
            db =>
            {
                if (db.Projects.Any(project => project.Id == projectId && project.State == ProjectState.Archived))
                    return false;
                LabelLedger.QueueRound(db, projectId, tier: null, caller.PersonId, now);
                return true;
            },
            ct);
        if (!isOpen)
            return Problem.Conflict("This project is archived and read only. Open it again in its settings first.");
        events.Publish(Happening.RunChanged, projectId);
        return Done.Value;
    }

    /// <summary>Ends a run that waits, or asks one that is under way to stop. One that is over stays as it is.</summary>
    public async Task<Outcome<Done>> CancelAsync(Caller caller, int projectId, int runId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        await store.WriteAsync(
            db =>
            {
                var run = db.TrainingRuns.Where(row => row.Id == runId && row.ProjectId == projectId);
                run.Where(row => row.State == RunState.Queued).ExecuteUpdate(set => set
                    .SetProperty(row => row.State, RunState.Cancelled).SetProperty(row => row.FinishedAt, now));
                run.Where(row => row.State == RunState.Running).ExecuteUpdate(set => set.SetProperty(row => row.CancelRequested, true));
            },
            ct);
        events.Publish(Happening.RunChanged, projectId);
        return Done.Value;
    }
}
