using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>The places of an item: one for each person its overlap asks for, and for those asked beyond that. Inside the writer only.</summary>
internal static class Slots
{
    /// <summary>The smallest place that nobody holds, or null when all are taken.</summary>
    public static int? Free(StudioDbContext db, long itemId, int overlap)
    {
        var places = overlap + db.ReadNumber("""SELECT "ExtraOpinions" FROM "Items" WHERE "Id" = @0""", itemId);
        var taken = db.ReadAll("""SELECT "Slot" FROM "Assignments" WHERE "ItemId" = @0 AND "State" <> 'Ended'""", row => row.GetInt32(0), itemId);
        for (var slot = 0; slot < places; slot++)
            if (!taken.Contains(slot))
                return slot;
        return null;
    }

    /// <summary>Makes a place for one more person, unless one is free.</summary>
    public static void Add(StudioDbContext db, long itemId, int overlap) => db.Run(
        """
        UPDATE "Items" SET "ExtraOpinions" = MAX("ExtraOpinions", 1 - @1 + (SELECT COUNT(*) FROM "Assignments" t WHERE t."ItemId" = @0 AND t."State" <> 'Ended')) WHERE "Id" = @0
        """,
        itemId, overlap);

    /// <summary>Tells the queue how many people the item can still be given to.</summary>
    public static void Recount(StudioDbContext db, long itemId, int overlap) => db.Run(
        """
        UPDATE "Queue" SET "OpenSlots" = MAX(0, @1 + (SELECT i."ExtraOpinions" FROM "Items" i WHERE i."Id" = @0)
            - (SELECT COUNT(*) FROM "Assignments" t WHERE t."ItemId" = @0 AND t."State" <> 'Ended')) WHERE "ItemId" = @0
        """,
        itemId, overlap);
}
