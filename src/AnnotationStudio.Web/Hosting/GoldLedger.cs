using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Fixes an item's answer and lets it go again, inside the transaction that does so.</summary>
public static class GoldLedger
{
    /// <summary>Makes the item gold, or changes its gold answer; it leaves the queue, and open assignments that it was given out by end.</summary>
    /// <returns>Why it cannot be gold; null when it is now.</returns>
    public static Problem? Mark(StudioDbContext db, GoldItem gold, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(gold);
        var item = db.Items.Where(row => row.Id == gold.ItemId && row.ProjectId == gold.ProjectId && row.Import!.State == ImportState.Completed)
            .Select(row => new { row.State, row.IsAudit }).SingleOrDefault();
        if (item is null)
            return Problem.NotFound("item");
        if (item.State == ItemState.Erased)
            return Problem.Conflict("This item was erased. Choose another as gold.");
        if (item.IsAudit)
            return Problem.Conflict("Audit items judge models and are never gold. Choose another item.");
        if (db.GoldItems.AsTracking().SingleOrDefault(row => row.ItemId == gold.ItemId) is { } known)
            (known.Kind, known.Labels, known.Explanation, known.Position, known.PersonId) = (gold.Kind, gold.Labels, gold.Explanation, known.Kind == gold.Kind ? known.Position : NextPosition(db, gold), gold.PersonId);
        else
            Add(db, gold);
        db.SaveChanges();
        LabelLedger.Settle(db, gold.ProjectId, gold.ItemId, now);
        return null;
    }

    /// <summary>Lets people's answers decide again. Doing so twice changes nothing.</summary>
    public static void Unmark(StudioDbContext db, int projectId, long itemId, DateTimeOffset now)
    {
        if (db.GoldItems.Where(gold => gold.ItemId == itemId && gold.ProjectId == projectId).ExecuteDelete() == 0)
            return;
        End(db, itemId);
        LabelLedger.Settle(db, projectId, itemId, now);
    }

    private static void Add(StudioDbContext db, GoldItem gold)
    {
        gold.Position = NextPosition(db, gold);
        db.GoldItems.Add(gold);
        End(db, gold.ItemId);
    }

    // Who has it on the page may still answer; what they say is an extra vote then.
    private static void End(StudioDbContext db, long itemId) => db.Assignments
        .Where(assignment => assignment.ItemId == itemId && assignment.State == AssignmentState.Open)
        .ExecuteUpdate(set => set.SetProperty(assignment => assignment.State, AssignmentState.Ended));

    private static int NextPosition(StudioDbContext db, GoldItem gold) =>
        (db.GoldItems.Where(row => row.ProjectId == gold.ProjectId && row.Kind == gold.Kind).Max(row => (int?)row.Position) ?? 0) + 1;
}
