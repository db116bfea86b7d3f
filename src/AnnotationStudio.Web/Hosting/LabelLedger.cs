using System.Security.Cryptography;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What follows from decisions, inside the transaction that writes them: an item's state, the project's counts, a round that is due.</summary>
public static class LabelLedger
{
    /// <summary>Brings one item, its place in the queue and the project's counts in line with its current annotations.</summary>
    /// <returns>The item's state after that.</returns>
    public static ItemState Settle(StudioDbContext db, int projectId, long itemId, DateTimeOffset now)
    {
        var item = db.Items.AsTracking().Single(row => row.Id == itemId && row.ProjectId == projectId);
        if (item.State == ItemState.Erased)
            return item.State;
        var overlap = db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings.Overlap).Single();
        var decisions = db.Annotations
            .Where(annotation => annotation.ItemId == itemId && annotation.IsCurrent && annotation.Action != AnnotationAction.Undo)
            .OrderBy(annotation => annotation.Sequence)
            .Select(annotation => new ItemDecision(annotation.Action, annotation.Labels, annotation.IsAdjudication, annotation.AnnotatorId == null))
            .ToList();
        var before = item.State;
        (item.State, item.Consensus) = ItemVerdict.Of(decisions, overlap, item.IsAudit);
        item.LabelledAt = item.State != ItemState.Labelled ? null : item.LabelledAt ?? now;
        db.SaveChanges();
        Count(db, projectId, before, item.State);
        Requeue(db, item, overlap);
        return item.State;
    }

    /// <summary>Counts new labels, and queues a round once enough have come and none waits already.</summary>
    /// <remarks>Labels on audit items count too: a round judges by them, and a counter that stood still would tell people which items are audit.</remarks>
    /// <returns>Whether a round was queued.</returns>
    public static bool CountLabels(StudioDbContext db, int projectId, int labels, DateTimeOffset now)
    {
        if (labels <= 0)
            return false;
        db.Projects.Where(project => project.Id == projectId)
            .ExecuteUpdate(set => set.SetProperty(project => project.LabelsSinceTraining, project => project.LabelsSinceTraining + labels));
        var isDue = db.Projects.Any(project => project.Id == projectId && project.LabelsSinceTraining >= project.Settings.RetrainAfter);
        if (!isDue || db.TrainingRuns.Any(run => run.ProjectId == projectId && run.State == RunState.Queued))
            return false;
        QueueRound(db, projectId, tier: null, personId: null, now);
        return true;
    }

    /// <summary>Puts a round in the project's line; they run one at a time.</summary>
    public static TrainingRun QueueRound(StudioDbContext db, int projectId, ModelTier? tier, int? personId, DateTimeOffset now)
    {
        var run = new TrainingRun { ProjectId = projectId, Tier = tier, PersonId = personId, CreatedAt = now, Seed = RandomNumberGenerator.GetInt32(int.MaxValue) };
        db.TrainingRuns.Add(run);
        db.SaveChanges();
        return run;
    }

    private static void Count(StudioDbContext db, int projectId, ItemState before, ItemState after)
    {
        var labelled = (after == ItemState.Labelled ? 1 : 0) - (before == ItemState.Labelled ? 1 : 0);
        var skipped = (IsPassedBy(after) ? 1 : 0) - (IsPassedBy(before) ? 1 : 0);
        if (labelled == 0 && skipped == 0)
            return;
        db.Projects.Where(project => project.Id == projectId).ExecuteUpdate(set => set
            .SetProperty(project => project.LabelledCount, project => project.LabelledCount + labelled)
            .SetProperty(project => project.SkippedCount, project => project.SkippedCount + skipped));
    }

    private static bool IsPassedBy(ItemState state) => state is ItemState.Skipped or ItemState.Flagged;

    // An item that is settled leaves the queue; one that still waits is open to as many people as its overlap leaves room for.
    private static void Requeue(StudioDbContext db, Item item, int overlap)
    {
        if (item.State != ItemState.Open)
        {
            db.Queue.Where(entry => entry.ItemId == item.Id).ExecuteDelete();
            return;
        }

        var taken = db.Assignments.Count(assignment => assignment.ItemId == item.Id && assignment.State != AssignmentState.Ended);
        var open = Math.Max(0, overlap - taken);
        db.Queue.Where(entry => entry.ItemId == item.Id && entry.OpenSlots != open)
            .ExecuteUpdate(set => set.SetProperty(entry => entry.OpenSlots, open));
    }
}
