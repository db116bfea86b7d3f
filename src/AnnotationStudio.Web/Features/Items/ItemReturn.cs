using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>Puts items that people passed by back where they are given out. Inside the writer only.</summary>
internal static class ItemReturn
{
    private const string Reason = "A lead sent it back: somebody had passed it by";

    public static Outcome<int> Run(StudioDbContext db, int projectId, IReadOnlyList<long> itemIds, int? leadId, DateTimeOffset now)
    {
        var project = db.Projects.Where(row => row.Id == projectId).Select(row => new { row.State, row.Settings.Overlap }).Single();
        if (project.State == ProjectState.Archived)
            return Adjudications.ReadOnly();
        var items = db.Items
            .Where(item => itemIds.Contains(item.Id) && item.ProjectId == projectId && (item.State == ItemState.Skipped || item.State == ItemState.Flagged))
            .Select(item => new { item.Id, item.IsAudit, item.ExtraOpinions }).ToList();
        foreach (var item in items)
        {
            TakeBack(db, projectId, item.Id, leadId, now);
            if (LabelLedger.Settle(db, projectId, item.Id, now) == ItemState.Open)
                Queue(db, projectId, item.Id, item.IsAudit, project.Overlap + item.ExtraOpinions);
        }

        return items.Count;
    }

    private static void TakeBack(StudioDbContext db, int projectId, long itemId, int? leadId, DateTimeOffset now)
    {
        var passed = db.Annotations.AsTracking()
            .Where(decision => decision.ItemId == itemId && decision.IsCurrent && (decision.Action == AnnotationAction.Skip || decision.Action == AnnotationAction.Flag))
            .OrderBy(decision => decision.Sequence).ToList();
        foreach (var decision in passed)
        {
            decision.IsCurrent = false;
            db.Annotations.Add(new Annotation
            {
                ProjectId = projectId,
                ItemId = itemId,
                AnnotatorId = leadId,
                Key = Guid.CreateVersion7(now),
                Action = AnnotationAction.Undo,
                CreatedAt = now,
                Supersedes = decision.Sequence,
            });
        }

        db.SaveChanges();
        // Ended, their places are free again; who passed the item by gets it once more only when nobody else is left.
        var people = passed.ConvertAll(decision => decision.AnnotatorId);
        db.Assignments.Where(assignment => assignment.ItemId == itemId && people.Contains(assignment.AnnotatorId))
            .ExecuteUpdate(set => set.SetProperty(assignment => assignment.State, AssignmentState.Ended));
    }

    // To the head of the line: somebody already waited for these.
    private static void Queue(StudioDbContext db, int projectId, long itemId, bool isAudit, int asked)
    {
        var taken = db.Assignments.Count(assignment => assignment.ItemId == itemId && assignment.State != AssignmentState.Ended);
        var first = db.Queue.Where(entry => entry.ProjectId == projectId && entry.IsAudit == isAudit).Min(entry => (int?)entry.Rank) ?? 0;
        db.Queue.Where(entry => entry.ItemId == itemId).ExecuteDelete();
        db.Queue.Add(new QueueEntry
        {
            ItemId = itemId,
            ProjectId = projectId,
            IsAudit = isAudit,
            Rank = first - 1,
            OpenSlots = Math.Max(0, asked - taken),
            Reason = isAudit ? "" : Reason,
        });
        db.SaveChanges();
    }
}
