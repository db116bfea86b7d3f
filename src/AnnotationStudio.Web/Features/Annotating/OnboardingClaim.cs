using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What a person gets who has to pass the onboarding first. Inside the writer only.</summary>
internal sealed record OnboardingClaim(int ProjectId, int Me, DateTimeOffset Now)
{
    private const string Reason = "Part of your onboarding";

    /// <summary>Whether the person still has to; who has labelled here before need not, and that is remembered.</summary>
    public bool IsDue(StudioDbContext db)
    {
        if (db.ReadNumber("""SELECT EXISTS (SELECT 1 FROM "GoldItems" WHERE "ProjectId" = @0 AND "Kind" = 'Onboarding')""", ProjectId) == 0)
            return false;
        if (db.ReadNumber("""SELECT EXISTS (SELECT 1 FROM "Annotations" WHERE "ProjectId" = @0 AND "AnnotatorId" = @1 AND "Action" = 'Submit')""", ProjectId, Me) == 0)
            return true;
        db.Run("""UPDATE "Memberships" SET "OnboardedAt" = @2 WHERE "ProjectId" = @0 AND "PersonId" = @1""", ProjectId, Me, Now.UtcTicks);
        return false;
    }

    /// <summary>The person's own items, and then the next ones of the onboarding.</summary>
    public List<Lease> Give(StudioDbContext db, List<Lease> own, int count, DateTimeOffset ends)
    {
        var leases = own.Where(lease => lease.Kind == AssignmentKind.Onboarding).ToList();
        foreach (var (item, assignmentId) in Next(db, count - leases.Count))
            leases.Add(new Lease(Assign(db, item, assignmentId, ends), AssignmentKind.Onboarding, Reason, ends, item));
        // A lead may have taken out the item that the attempt still waited for.
        if (leases.Count == 0 && count > 0)
            new OnboardingAnswer(ProjectId, Me, Now).EndIfDone(db);
        return leases;
    }

    private List<(LeasedItem Item, long? AssignmentId)> Next(StudioDbContext db, int count) => count <= 0 ? [] : db.ReadAll(
        """
        SELECT i."Id", i."ExternalId", i."Text", i."Meta", m."Id"
        FROM "GoldItems" g JOIN "Items" i ON i."Id" = g."ItemId" LEFT JOIN "Assignments" m ON m."ItemId" = g."ItemId" AND m."AnnotatorId" = @1
        WHERE g."ProjectId" = @0 AND g."Kind" = 'Onboarding' AND (m."Id" IS NULL OR m."State" = 'Ended')
        ORDER BY g."Position", g."ItemId" LIMIT @2
        """,
        row => (new LeasedItem(row.GetInt64(0), row.Text(1), row.GetString(2), row.Text(3)), row.IsDBNull(4) ? (long?)null : row.GetInt64(4)),
        ProjectId, Me, count);

    private long Assign(StudioDbContext db, LeasedItem item, long? assignmentId, DateTimeOffset ends)
    {
        if (assignmentId is not { } known)
            return db.ReadNumber(
                """
                INSERT INTO "Assignments" ("ProjectId", "ItemId", "Slot", "AnnotatorId", "Kind", "State", "Reason", "LeaseEnds")
                VALUES (@0, @1, @2, @3, 'Onboarding', 'Open', @4, @5) RETURNING "Id"
                """,
                ProjectId, item.Id, -Me, Me, Reason, ends.UtcTicks);
        db.Run("""UPDATE "Assignments" SET "State" = 'Open', "Kind" = 'Onboarding', "Slot" = @1, "LeaseEnds" = @2 WHERE "Id" = @0""", known, -Me, ends.UtcTicks);
        return known;
    }
}
