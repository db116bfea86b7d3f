using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>An item that is being settled.</summary>
/// <param name="Overlap">People the project asks about each item.</param>
/// <param name="Extra">People asked about this one beyond that.</param>
/// <param name="MostExtra">How many those may be.</param>
internal sealed record SettledItem(long Id, ItemState State, bool IsAudit, int Overlap, int Extra, int MostExtra)
{
    /// <summary>The labels it counted as having, as they are stored.</summary>
    public string? Consensus { get; init; }

    /// <summary>The labels a lead has fixed for it, as they are stored; null for an item that is no gold.</summary>
    public string? Gold { get; init; }

    /// <summary>Whether the people asked so far leave it open.</summary>
    public bool IsSplit { get; init; }

    /// <summary>How many answers settle it.</summary>
    public int Asked => IsSplit ? Overlap + Extra : Overlap;
}

/// <summary>Where the people asked about an item disagree, another is asked before it is settled. Inside the writer only.</summary>
/// <remarks>Audit items are left alone: their answers must come about as everybody's do. Leads are not waited for: what is left to them stands in the review.</remarks>
internal static class MoreOpinions
{
    private const string Reason = "Another opinion is wanted";

    /// <summary>Asks one more person, to the head of the line, once all who were asked have answered, as long as the project allows and somebody is left.</summary>
    public static SettledItem Ask(StudioDbContext db, int projectId, SettledItem item, IReadOnlyList<ItemDecision> decisions)
    {
        if (item.IsAudit || item.Overlap < 2)
            return item;
        var answered = decisions.Count(decision => decision.Action is AnnotationAction.Submit or AnnotationAction.Skip);
        item = item with { IsSplit = true };
        if (answered < item.Asked || item.Extra >= item.MostExtra || !IsSomebodyLeft(db, projectId, item.Id))
            return item;
        db.Run("""UPDATE "Items" SET "ExtraOpinions" = "ExtraOpinions" + 1 WHERE "Id" = @0""", item.Id);
        db.Run(
            """
            INSERT INTO "Queue" ("ItemId", "ProjectId", "IsAudit", "Rank", "OpenSlots", "Reason")
            VALUES (@0, @1, 0, COALESCE((SELECT MIN("Rank") FROM "Queue" WHERE "ProjectId" = @1 AND NOT "IsAudit"), 0) - 1, 1, @2)
            ON CONFLICT ("ItemId") DO UPDATE SET "Rank" = excluded."Rank", "Reason" = excluded."Reason"
            """,
            item.Id, projectId, Reason);
        return item with { Extra = item.Extra + 1 };
    }

    private static bool IsSomebodyLeft(StudioDbContext db, int projectId, long itemId) => db.ReadNumber(
        """
        SELECT EXISTS (SELECT 1 FROM "Memberships" m JOIN "People" p ON p."Id" = m."PersonId"
            WHERE m."ProjectId" = @0 AND m."Role" = 'Annotator' AND p."DisabledAt" IS NULL
            AND NOT EXISTS (SELECT 1 FROM "Assignments" a WHERE a."ItemId" = @1 AND a."AnnotatorId" = m."PersonId"))
        """,
        projectId, itemId) == 1;
}
