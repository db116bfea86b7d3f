using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>Makes an item's content go for good: personal data must be erasable.</summary>
public sealed class ItemErasureDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    /// <summary>Keeps that there was an item and which labels it got; text, id, meta and comments are gone. Erasing twice is erasing once.</summary>
    public async Task<Outcome<Done>> EraseAsync(Caller caller, int projectId, long itemId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var isThere = await store.WriteAsync(db => Erase(db, projectId, itemId, caller.PersonId, now), ct);
        if (!isThere)
            return Problem.NotFound("item");
        events.Publish(Happening.TextErased, projectId);
        events.Publish(Happening.ItemsChanged, projectId);
        return Done.Value;
    }

    private static bool Erase(StudioDbContext db, int projectId, long itemId, int? adminId, DateTimeOffset now)
    {
        var item = db.Items.AsTracking().Include(row => row.Import).SingleOrDefault(row => row.Id == itemId && row.ProjectId == projectId && row.Import!.State == ImportState.Completed);
        if (item is null)
            return false;
        if (item.State == ItemState.Erased)
            return true;
        var (labelled, passed) = (item.State == ItemState.Labelled ? 1 : 0, item.State is ItemState.Skipped or ItemState.Flagged ? 1 : 0);
        (item.Text, item.Meta, item.ExternalId, item.TextHash) = ("", null, null, null);
        (item.State, item.Consensus, item.LabelledAt, item.IsAudit) = (ItemState.Erased, null, null, false);
        db.Activity.Add(new ActivityEntry { At = now, PersonId = adminId, ProjectId = projectId, What = "item-erased", SubjectId = itemId });
        db.SaveChanges();
        db.Annotations.Where(decision => decision.ItemId == itemId && decision.Comment != null)
            .ExecuteUpdate(set => set.SetProperty(decision => decision.Comment, (string?)null));
        db.Queue.Where(entry => entry.ItemId == itemId).ExecuteDelete();
        db.GoldItems.Where(gold => gold.ItemId == itemId).ExecuteDelete();
        db.Assignments.Where(assignment => assignment.ItemId == itemId && assignment.State == AssignmentState.Open)
            .ExecuteUpdate(set => set.SetProperty(assignment => assignment.State, AssignmentState.Ended));
        db.Projects.Where(project => project.Id == projectId).ExecuteUpdate(set => set
            .SetProperty(project => project.ItemCount, project => project.ItemCount - 1)
            .SetProperty(project => project.LabelledCount, project => project.LabelledCount - labelled)
            .SetProperty(project => project.SkippedCount, project => project.SkippedCount - passed));
        return true;
    }
}
