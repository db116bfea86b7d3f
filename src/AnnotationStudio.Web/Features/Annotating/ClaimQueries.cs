using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What a claim reads, compiled once: to translate it anew each time would cost more than to run it.</summary>
internal static class ClaimQueries
{
    public static readonly Func<StudioDbContext, int, ClaimTerms?> Terms = EF.CompileQuery((StudioDbContext db, int projectId) => db.Projects
        .Where(project => project.Id == projectId)
        .Select(project => new ClaimTerms(
            project.State,
            project.Settings.Overlap,
            project.Settings.AuditShare,
            project.Settings.LeaseMinutes,
            project.ClaimCount,
            project.ItemCount - project.LabelledCount - project.SkippedCount))
        .FirstOrDefault());

    public static readonly Func<StudioDbContext, int, DateTimeOffset, IEnumerable<long>> EndedLeases =
        EF.CompileQuery((StudioDbContext db, int projectId, DateTimeOffset now) => db.Assignments
            .Where(assignment => assignment.ProjectId == projectId && assignment.State == AssignmentState.Open && assignment.LeaseEnds < now)
            .Select(assignment => assignment.Id));

    public static readonly Func<StudioDbContext, int, int, IEnumerable<Lease>> OwnLeases =
        EF.CompileQuery((StudioDbContext db, int projectId, int me) => db.Assignments
            .Where(assignment => assignment.ProjectId == projectId && assignment.AnnotatorId == me && assignment.State == AssignmentState.Open)
            .OrderBy(assignment => assignment.Id)
            .Join(
                db.Items,
                assignment => assignment.ItemId,
                item => item.Id,
                (assignment, item) => new Lease(
                    assignment.Id,
                    assignment.Kind,
                    assignment.Reason,
                    assignment.LeaseEnds,
                    new LeasedItem(item.Id, item.ExternalId, item.Text, item.Meta))));

    /// <summary>The heads of one of the two queues that this person was never given and that still have room.</summary>
    public static readonly Func<StudioDbContext, int, int, bool, int, int, IEnumerable<Candidate>> QueueHeads =
        EF.CompileQuery((StudioDbContext db, int projectId, int me, bool isAudit, int overlap, int count) => db.Queue
            .Where(entry => entry.ProjectId == projectId && entry.IsAudit == isAudit && entry.OpenSlots > 0)
            .Where(entry => !db.Assignments.Any(mine => mine.ItemId == entry.ItemId && mine.AnnotatorId == me))
            .Where(entry => db.Assignments.Count(taken => taken.ItemId == entry.ItemId && taken.State != AssignmentState.Ended) < overlap)
            .OrderBy(entry => entry.Rank)
            .Join(db.Items.Where(item => item.State == ItemState.Open), entry => entry.ItemId, item => item.Id, (entry, item) => new { entry, item })
            .Select(pair => new Candidate(
                new LeasedItem(pair.item.Id, pair.item.ExternalId, pair.item.Text, pair.item.Meta), pair.entry.Reason, pair.entry.IsAudit, null))
            .Take(count));

    /// <summary>Visible open items in their random order, for when the queue has none.</summary>
    public static readonly Func<StudioDbContext, int, int, bool, int, int, IEnumerable<Candidate>> OpenItems =
        EF.CompileQuery((StudioDbContext db, int projectId, int me, bool isAudit, int overlap, int count) => db.Items
            .Where(item => item.ProjectId == projectId && item.State == ItemState.Open && item.IsAudit == isAudit)
            .Where(item => item.Import!.State == ImportState.Completed)
            .Where(item => !db.Assignments.Any(mine => mine.ItemId == item.Id && mine.AnnotatorId == me))
            .Where(item => db.Assignments.Count(taken => taken.ItemId == item.Id && taken.State != AssignmentState.Ended) < overlap)
            .OrderBy(item => item.AuditRank)
            .Select(item => new Candidate(new LeasedItem(item.Id, item.ExternalId, item.Text, item.Meta), null, item.IsAudit, null))
            .Take(count));

    /// <summary>What this person had once and let lapse without a decision, for when there is nothing else.</summary>
    public static readonly Func<StudioDbContext, int, int, int, int, IEnumerable<Candidate>> LapsedItems =
        EF.CompileQuery((StudioDbContext db, int projectId, int me, int overlap, int count) => db.Items
            .Where(item => item.ProjectId == projectId && item.State == ItemState.Open)
            .SelectMany(item => db.Assignments.Where(mine => mine.ItemId == item.Id && mine.AnnotatorId == me && mine.State == AssignmentState.Ended), (item, mine) => new { item, mine })
            .Where(pair => !db.Annotations.Any(own => own.ItemId == pair.item.Id && own.AnnotatorId == me && own.IsCurrent && own.Action != AnnotationAction.Undo))
            .Where(pair => db.Assignments.Count(taken => taken.ItemId == pair.item.Id && taken.State != AssignmentState.Ended) < overlap)
            .OrderBy(pair => pair.item.AuditRank)
            .Select(pair => new Candidate(
                new LeasedItem(pair.item.Id, pair.item.ExternalId, pair.item.Text, pair.item.Meta), null, pair.item.IsAudit, pair.mine.Id))
            .Take(count));

    public static readonly Func<StudioDbContext, long, IEnumerable<int>> TakenSlots = EF.CompileQuery((StudioDbContext db, long itemId) => db.Assignments
        .Where(assignment => assignment.ItemId == itemId && assignment.State != AssignmentState.Ended)
        .Select(assignment => assignment.Slot));
}
