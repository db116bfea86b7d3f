using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A lead's answer that was written.</summary>
/// <param name="Key">By which it can be taken back.</param>
/// <param name="Labels">Ids of the labels the item has from now on.</param>
/// <param name="IsRoundDue">Whether it made a round due.</param>
internal sealed record Adjudicated(Guid Key, IReadOnlyList<int> Labels, bool IsRoundDue);

/// <summary>A lead's answers settle items whatever others said; what others said stays in the log. Inside the writer only.</summary>
internal static class Adjudications
{
    /// <summary>Settles the item.</summary>
    /// <param name="db">The writer's.</param>
    /// <param name="projectId">Whose item.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="lead">Who decides.</param>
    /// <param name="labels">Names of its labels; null keeps those it has.</param>
    /// <param name="comment">Why; may be missing.</param>
    /// <param name="now">The time of the operation.</param>
    public static Outcome<Adjudicated> Settle(StudioDbContext db, int projectId, long itemId, int lead, IReadOnlyList<string>? labels, string? comment, DateTimeOffset now)
    {
        var item = db.Items.Where(row => row.Id == itemId && row.ProjectId == projectId).Select(row => new { row.State, row.Consensus }).SingleOrDefault();
        if (item is null)
            return Problem.NotFound("item");
        if (item.State == ItemState.Erased)
            return Problem.Conflict("This item was erased. It cannot be labelled any more.");
        if (db.GoldItems.Any(gold => gold.ItemId == itemId))
            return Problem.Conflict("This item is gold: its answer is fixed. Change its gold answer instead.");
        if (labels is null && item.Consensus is null)
            return Problem.Conflict("This item has no labels to keep. Choose some.", "labels");
        var read = Read(db, projectId, labels, item.Consensus);
        if (!read.IsDone)
            return read.Problem;
        var key = Append(db, projectId, itemId, lead, read.Value, comment, now);
        LabelLedger.Settle(db, projectId, itemId, now);
        // The same answer once more says nothing new.
        var isNew = item.Consensus?.Order().SequenceEqual(read.Value) != true;
        return new Adjudicated(key, read.Value, LabelLedger.CountLabels(db, projectId, isNew ? 1 : 0, now));
    }

    /// <summary>Leaves the item to another lead: it has no labels until one settles it.</summary>
    /// <param name="db">The writer's.</param>
    /// <param name="projectId">Whose item.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="lead">Who cannot decide.</param>
    /// <param name="comment">Why; may be missing.</param>
    /// <param name="now">The time of the operation.</param>
    /// <returns>The key by which it can be taken back.</returns>
    public static Outcome<Guid> Flag(StudioDbContext db, int projectId, long itemId, int lead, string? comment, DateTimeOffset now)
    {
        if (db.Items.Where(row => row.Id == itemId && row.ProjectId == projectId).Select(row => (ItemState?)row.State).SingleOrDefault() is not { } state)
            return Problem.NotFound("item");
        if (IsArchived(db, projectId))
            return ReadOnly();
        if (state == ItemState.Erased)
            return Problem.Conflict("This item was erased. There is nothing to look at any more.");
        if (db.GoldItems.Any(gold => gold.ItemId == itemId))
            return Problem.Conflict("This item is gold: its answer is fixed. Change its gold answer instead.");
        var key = Append(db, projectId, itemId, lead, null, comment, now);
        LabelLedger.Settle(db, projectId, itemId, now);
        return key;
    }

    /// <summary>Takes an answer or a flag of a lead back: a row says so, and the item is settled again from what stands. Doing so twice changes nothing.</summary>
    /// <returns>The item.</returns>
    public static Outcome<long> TakeBack(StudioDbContext db, int projectId, Guid key, int lead, DateTimeOffset now)
    {
        var decision = db.Annotations.AsTracking().SingleOrDefault(row => row.ProjectId == projectId && row.Key == key && row.IsAdjudication);
        if (decision is null)
            return Problem.NotFound("settlement");
        if (IsArchived(db, projectId))
            return ReadOnly();
        if (!decision.IsCurrent)
            return decision.ItemId;
        decision.IsCurrent = false;
        db.Annotations.Add(new Annotation
        {
            ProjectId = projectId,
            ItemId = decision.ItemId,
            AnnotatorId = lead,
            Key = Guid.CreateVersion7(now),
            Action = AnnotationAction.Undo,
            CreatedAt = now,
            Supersedes = decision.Sequence,
        });
        db.SaveChanges();
        LabelLedger.Settle(db, projectId, decision.ItemId, now);
        return decision.ItemId;
    }

    public static Problem ReadOnly() => Problem.Conflict("This project is archived and read only. Open it again in its settings first.");

    private static bool IsArchived(StudioDbContext db, int projectId) => db.Projects.Any(row => row.Id == projectId && row.State == ProjectState.Archived);

    private static Outcome<List<int>> Read(StudioDbContext db, int projectId, IReadOnlyList<string>? labels, List<int>? consensus)
    {
        if (labels is not null)
            return LabelChoice.Read(db, projectId, labels);
        if (IsArchived(db, projectId))
            return ReadOnly();
        return db.Labels.Count(label => label.ProjectId == projectId && label.RetiredAt == null && consensus!.Contains(label.Id)) == consensus!.Count
            ? consensus.Order().ToList()
            : Problem.Conflict("A label of this item was retired. Choose the labels it should have.", "labels");
    }

    // What a lead said as an annotator stands beside it: only another settlement is replaced. No labels, not even an empty list, are a flag.
    private static Guid Append(StudioDbContext db, int projectId, long itemId, int lead, List<int>? labels, string? comment, DateTimeOffset now)
    {
        var former = db.Annotations.AsTracking()
            .Where(decision => decision.ItemId == itemId && decision.IsCurrent && decision.IsAdjudication)
            .OrderBy(decision => decision.Sequence).ToList();
        former.ForEach(decision => decision.IsCurrent = false);
        var key = Guid.CreateVersion7(now);
        db.Annotations.Add(new Annotation
        {
            ProjectId = projectId,
            ItemId = itemId,
            AnnotatorId = lead,
            Key = key,
            Action = labels is null ? AnnotationAction.Flag : AnnotationAction.Submit,
            IsAdjudication = true,
            Labels = labels ?? [],
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim(),
            CreatedAt = now,
            Supersedes = former.LastOrDefault()?.Sequence,
        });
        db.SaveChanges();
        return key;
    }
}
