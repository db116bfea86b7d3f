using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>What becomes of a project's training runs when the project closes.</summary>
internal static class ProjectRuns
{
    /// <summary>Those that wait are cancelled; the one that works is asked to end, and does within a second.</summary>
    /// <param name="reason">What people read beside the runs.</param>
    public static void Stop(StudioDbContext db, int projectId, string reason, DateTimeOffset now)
    {
        var runs = db.TrainingRuns.Where(run => run.ProjectId == projectId);
        runs.Where(run => run.State == RunState.Queued).ExecuteUpdate(set => set
            .SetProperty(run => run.State, RunState.Cancelled).SetProperty(run => run.Error, reason).SetProperty(run => run.FinishedAt, now));
        runs.Where(run => run.State == RunState.Running).ExecuteUpdate(set => set
            .SetProperty(run => run.CancelRequested, true).SetProperty(run => run.Error, reason));
    }
}
