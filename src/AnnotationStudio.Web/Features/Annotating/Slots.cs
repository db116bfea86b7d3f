using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>The places of an item: one for each person its overlap asks for. Inside the writer only.</summary>
internal static class Slots
{
    /// <summary>The smallest place that nobody holds, or null when all are taken.</summary>
    public static int? Free(StudioDbContext db, long itemId, int overlap)
    {
        var taken = ClaimQueries.TakenSlots(db, itemId).ToHashSet();
        for (var slot = 0; slot < overlap; slot++)
            if (!taken.Contains(slot))
                return slot;
        return null;
    }

    /// <summary>Tells the queue how many people these items can still be given to.</summary>
    public static void Recount(StudioDbContext db, IReadOnlyCollection<long> itemIds, int overlap) => db.Queue
        .Where(entry => itemIds.Contains(entry.ItemId))
        .ExecuteUpdate(set => set.SetProperty(
            entry => entry.OpenSlots,
            entry => overlap - db.Assignments.Count(taken => taken.ItemId == entry.ItemId && taken.State != AssignmentState.Ended)));
}
