using System.Text.Json;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What a decision reads before it is written. Plain SQL: these run at every decision of every person.</summary>
internal static class SubmitQueries
{
    public static KnownDecision? ByKey(StudioDbContext db, int projectId, Guid key) => db.ReadFirst(
        """SELECT "Sequence", "ItemId", "AnnotatorId", "Action", "Labels", "Comment", "IsCurrent" FROM "Annotations" WHERE "ProjectId" = @0 AND "Key" = @1""",
        row => new KnownDecision(
            row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.Word<AnnotationAction>(3),
            JsonSerializer.Deserialize<List<int>>(row.GetString(4))!, row.Text(5), row.GetBoolean(6)),
        projectId, key);

    /// <summary>What this person says about the item so far.</summary>
    public static FormerDecision? Current(StudioDbContext db, long itemId, int me) => db.ReadFirst(
        """
        SELECT "Sequence", "Action" FROM "Annotations"
        WHERE "ItemId" = @0 AND "AnnotatorId" = @1 AND "IsCurrent" AND "Action" <> 'Undo' ORDER BY "Sequence" DESC LIMIT 1
        """,
        row => new FormerDecision(row.GetInt64(0), row.Word<AnnotationAction>(1)),
        itemId, me);

    public static HeldPlace? Place(StudioDbContext db, long itemId, int person) => db.ReadFirst(
        """SELECT "Id", "Slot", "State", "LeaseEnds", "Kind" FROM "Assignments" WHERE "ItemId" = @0 AND "AnnotatorId" = @1""",
        row => new HeldPlace(row.GetInt64(0), row.GetInt32(1), row.Word<AssignmentState>(2), row.Time(3), row.Word<AssignmentKind>(4)),
        itemId, person);

    public static SubmittedItem? Item(StudioDbContext db, int projectId, long itemId) => db.ReadFirst(
        """
        SELECT i."Id", i."State", i."IsAudit", p."State", p."Settings_Overlap", p."Settings_LeaseMinutes"
        FROM "Items" i JOIN "Imports" f ON f."Id" = i."ImportId" JOIN "Projects" p ON p."Id" = i."ProjectId"
        WHERE i."Id" = @1 AND i."ProjectId" = @0 AND f."State" = 'Completed'
        """,
        row => new SubmittedItem(row.GetInt64(0), row.Word<ItemState>(1), row.GetBoolean(2), row.Word<ProjectState>(3), row.GetInt32(4), row.GetInt32(5)),
        projectId, itemId);

    public static void Supersede(StudioDbContext db, long sequence) =>
        db.Run("""UPDATE "Annotations" SET "IsCurrent" = 0 WHERE "Sequence" = @0""", sequence);

    public static void SetPlace(StudioDbContext db, long assignmentId, AssignmentState state, int slot, DateTimeOffset leaseEnds) => db.Run(
        """UPDATE "Assignments" SET "State" = @1, "Slot" = @2, "LeaseEnds" = @3 WHERE "Id" = @0""",
        assignmentId, state.ToString(), slot, leaseEnds.UtcTicks);
}

/// <summary>A decision that is in the log already.</summary>
internal sealed record KnownDecision(long Sequence, long ItemId, int? AnnotatorId, AnnotationAction Action, IReadOnlyList<int> Labels, string? Comment, bool IsCurrent);

/// <summary>What the next decision of the same person supersedes.</summary>
internal sealed record FormerDecision(long Sequence, AnnotationAction Action);

/// <summary>A person's place at an item.</summary>
internal sealed record HeldPlace(long Id, int Slot, AssignmentState State, DateTimeOffset LeaseEnds, AssignmentKind Kind);

/// <summary>What matters about an item and its project when a decision comes.</summary>
internal sealed record SubmittedItem(long Id, ItemState State, bool IsAudit, ProjectState ProjectState, int Overlap, int LeaseMinutes);
