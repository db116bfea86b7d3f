using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>The home page's button for a round at once.</summary>
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
}
