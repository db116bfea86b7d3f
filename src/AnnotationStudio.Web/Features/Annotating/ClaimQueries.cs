using System.Data.Common;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What a claim reads. Plain SQL: these run at every item of every person.</summary>
internal static class ClaimQueries
{
    private const string NeverMine = """NOT EXISTS (SELECT 1 FROM "Assignments" m WHERE m."ItemId" = i."Id" AND m."AnnotatorId" = @1)""";

    private const string HasPlace = """
        i."State" = 'Open' AND (SELECT COUNT(*) FROM "Assignments" t WHERE t."ItemId" = i."Id" AND t."State" <> 'Ended') < @3 + i."ExtraOpinions"
        """;

    // Leads and admins who are no members, or lead here, need no onboarding.
    public static ClaimTerms? Terms(StudioDbContext db, int projectId, int me) => db.ReadFirst(
        """
        SELECT p."State", p."Settings_Overlap", p."Settings_AuditShare", p."Settings_AuditTarget", p."Settings_LeaseMinutes", p."ClaimCount",
            p."ItemCount" - p."LabelledCount" - p."SkippedCount", p."Settings_GoldShare",
            p."Settings_OnboardingPass" > 0 AND COALESCE(m."Role", '') = 'Annotator' AND m."OnboardedAt" IS NULL,
            CASE WHEN m."PausedAt" IS NOT NULL THEN m."PauseReason" END, p."Settings_LabelAgain"
        FROM "Projects" p LEFT JOIN "Memberships" m ON m."ProjectId" = p."Id" AND m."PersonId" = @1 WHERE p."Id" = @0
        """,
        row => new ClaimTerms(row.Word<ProjectState>(0), row.GetInt32(1), row.GetDouble(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6))
        {
            GoldShare = row.GetDouble(7),
            MayNeedOnboarding = row.GetBoolean(8),
            Pause = row.IsDBNull(9) ? null : row.Word<PauseReason>(9),
            LabelAgain = row.GetBoolean(10),
        },
        projectId, me);

    /// <summary>Assignments whose lease ended, and their items.</summary>
    public static List<(long Id, long ItemId)> EndedLeases(StudioDbContext db, int projectId, DateTimeOffset now) => db.ReadAll(
        """SELECT "Id", "ItemId" FROM "Assignments" WHERE "ProjectId" = @0 AND "State" = 'Open' AND "LeaseEnds" < @1""",
        row => (row.GetInt64(0), row.GetInt64(1)),
        projectId, now.UtcTicks);

    public static List<Lease> OwnLeases(StudioDbContext db, int projectId, int me) => db.ReadAll(
        """
        SELECT i."Id", i."ExternalId", i."Text", i."Meta", a."Id", a."Kind", a."Reason", a."LeaseEnds"
        FROM "Assignments" a JOIN "Items" i ON i."Id" = a."ItemId"
        WHERE a."ProjectId" = @0 AND a."AnnotatorId" = @1 AND a."State" = 'Open' ORDER BY a."Id"
        """,
        row => new Lease(row.GetInt64(4), row.Word<AssignmentKind>(5), row.GetString(6), row.Time(7), Item(row)),
        projectId, me);

    /// <summary>The heads of one of the two queues that this person was never given and that still have room.</summary>
    /// <remarks>A labelled item in the queue is there for another opinion: settling one takes it out.</remarks>
    public static List<Candidate> QueueHeads(StudioDbContext db, int projectId, int me, bool isAudit, int overlap, bool labelAgain, int count) => db.ReadAll(
        $"""
        SELECT i."Id", i."ExternalId", i."Text", i."Meta", q."Reason", i."ExtraOpinions", i."State" = 'Labelled'
        FROM "Queue" q JOIN "Items" i ON i."Id" = q."ItemId"
        WHERE q."ProjectId" = @0 AND q."IsAudit" = @2 AND q."OpenSlots" > 0 AND {NeverMine} AND ({HasPlace} OR @5 AND i."State" = 'Labelled')
        ORDER BY q."Rank" LIMIT @4
        """,
        row => new Candidate(Item(row), row.GetString(4), isAudit) { Extra = row.GetInt32(5), IsAgain = row.GetBoolean(6) },
        projectId, me, isAudit, overlap, count, labelAgain);

    /// <summary>Visible open items in their random order, for when the queue has none.</summary>
    public static List<Candidate> OpenItems(StudioDbContext db, int projectId, int me, bool isAudit, int overlap, int count) => db.ReadAll(
        $"""
        SELECT i."Id", i."ExternalId", i."Text", i."Meta", i."ExtraOpinions"
        FROM "Items" i JOIN "Imports" f ON f."Id" = i."ImportId"
        WHERE i."ProjectId" = @0 AND {HasPlace} AND i."IsAudit" = @2 AND f."State" = 'Completed' AND {NeverMine}
        ORDER BY i."AuditRank" LIMIT @4
        """,
        row => new Candidate(Item(row), null, isAudit) { Extra = row.GetInt32(4) },
        projectId, me, isAudit, overlap, count);

    /// <summary>Hidden gold that this person was never given; nobody is asked about an answer that they fixed.</summary>
    public static List<Candidate> Gold(StudioDbContext db, int projectId, int me, int count) => db.ReadAll(
        """
        SELECT i."Id", i."ExternalId", i."Text", i."Meta"
        FROM "GoldItems" g JOIN "Items" i ON i."Id" = g."ItemId" JOIN "Imports" f ON f."Id" = i."ImportId"
        WHERE g."ProjectId" = @0 AND g."Kind" = 'Hidden' AND f."State" = 'Completed' AND (g."PersonId" IS NULL OR g."PersonId" <> @1)
        AND NOT EXISTS (SELECT 1 FROM "Assignments" m WHERE m."ItemId" = g."ItemId" AND m."AnnotatorId" = @1)
        AND NOT EXISTS (SELECT 1 FROM "Annotations" n WHERE n."ItemId" = g."ItemId" AND n."AnnotatorId" = @1)
        ORDER BY i."AuditRank" LIMIT @2
        """,
        row => new Candidate(Item(row), null, IsAudit: false),
        projectId, me, count);

    /// <summary>What this person had once and let lapse without a decision, for when there is nothing else.</summary>
    public static List<Candidate> LapsedItems(StudioDbContext db, int projectId, int me, int overlap, int count) => db.ReadAll(
        """
        SELECT i."Id", i."ExternalId", i."Text", i."Meta", i."IsAudit", m."Id", i."ExtraOpinions"
        FROM "Items" i JOIN "Assignments" m ON m."ItemId" = i."Id" AND m."AnnotatorId" = @1 AND m."State" = 'Ended'
        WHERE i."ProjectId" = @0 AND i."State" = 'Open'
        AND NOT EXISTS (SELECT 1 FROM "Annotations" n WHERE n."ItemId" = i."Id" AND n."AnnotatorId" = @1 AND n."IsCurrent" AND n."Action" <> 'Undo')
        AND (SELECT COUNT(*) FROM "Assignments" t WHERE t."ItemId" = i."Id" AND t."State" <> 'Ended') < @2 + i."ExtraOpinions"
        ORDER BY i."AuditRank" LIMIT @3
        """,
        row => new Candidate(Item(row), null, row.GetBoolean(4), row.GetInt64(5)) { Extra = row.GetInt32(6) },
        projectId, me, overlap, count);

    private static LeasedItem Item(DbDataReader row) => new(row.GetInt64(0), row.Text(1), row.GetString(2), row.Text(3));
}
