using System.Security.Cryptography;
using System.Text.Json;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What follows from decisions, inside the transaction that writes them: an item's state, the project's counts, a round that is due.</summary>
public static class LabelLedger
{
    /// <summary>Brings one item, its place in the queue and the project's counts in line with its current annotations.</summary>
    /// <param name="db">The writer's.</param>
    /// <param name="projectId">Whose item.</param>
    /// <param name="itemId">Which.</param>
    /// <param name="now">The time of the operation.</param>
    /// <param name="staysLabelled">Nothing was said anew: an item that has a consensus keeps one, however many people are asked by now.</param>
    /// <returns>The item's state after that.</returns>
    public static ItemState Settle(StudioDbContext db, int projectId, long itemId, DateTimeOffset now, bool staysLabelled = false)
    {
        var item = Find(db, projectId, itemId);
        if (item.State == ItemState.Erased)
            return item.State;
        var effective = EffectiveLabels.InWriter(db, projectId);
        var decisions = db.ReadAll(
            """
            SELECT "Action", "Labels", "IsAdjudication", "AnnotatorId" IS NULL FROM "Annotations"
            WHERE "ItemId" = @0 AND "IsCurrent" AND "Action" <> 'Undo' ORDER BY "Sequence"
            """,
            row => new ItemDecision(row.Word<AnnotationAction>(0), JsonSerializer.Deserialize<List<int>>(row.GetString(1))!, row.GetBoolean(2), row.GetBoolean(3)),
            itemId);
        decisions = [.. ItemVerdict.Under(effective, decisions)];
        if (!staysLabelled && item.Gold is null && ItemVerdict.IsSplit(decisions))
            item = MoreOpinions.Ask(db, projectId, item, decisions);
        // The answer of a gold item is fixed, whatever people say of it.
        var (state, consensus) = item.Gold is { } gold && effective.Counting(JsonSerializer.Deserialize<List<int>>(gold)!) is { } answer
            ? (ItemState.Labelled, [.. answer])
            : ItemVerdict.Of(decisions, item.Asked, item.IsAudit);
        if (staysLabelled && item is { State: ItemState.Labelled, Consensus: { } former } && state != ItemState.Labelled && effective.Counting(JsonSerializer.Deserialize<List<int>>(former)!) is { } same)
            (state, consensus) = (ItemState.Labelled, same);
        db.Run(
            """
            UPDATE "Items" SET "State" = @1, "Consensus" = @2, "LabelledAt" = CASE WHEN @1 = 'Labelled' THEN COALESCE("LabelledAt", @3) END WHERE "Id" = @0
            """,
            itemId, state.ToString(), consensus is null ? null : JsonSerializer.Serialize(consensus), now.UtcTicks);
        Count(db, projectId, item.State, state);
        Requeue(db, item with { State = state });
        return state;
    }

    /// <summary>Makes an item count as it did at another time, its place in the queue and the project's counts with it.</summary>
    public static void Restore(StudioDbContext db, int projectId, ChangedItem former)
    {
        var item = Find(db, projectId, former.ItemId);
        if (item.State == ItemState.Erased)
            return;
        db.Run(
            """UPDATE "Items" SET "State" = @1, "Consensus" = @2, "LabelledAt" = @3 WHERE "Id" = @0""",
            former.ItemId, former.State.ToString(), former.Consensus is null ? null : JsonSerializer.Serialize(former.Consensus), former.LabelledAt?.UtcTicks);
        Count(db, projectId, item.State, former.State);
        Requeue(db, item with { State = former.State });
    }

    /// <summary>Counts new labels, and queues a round once enough have come and none waits already.</summary>
    /// <remarks>Labels on audit items count too: a round judges by them, and a counter that stood still would tell people which items are audit.</remarks>
    /// <returns>Whether a round was queued.</returns>
    public static bool CountLabels(StudioDbContext db, int projectId, int labels, DateTimeOffset now)
    {
        if (labels <= 0)
            return false;
        var left = db.ReadNumber(
            """
            UPDATE "Projects" SET "LabelsSinceTraining" = "LabelsSinceTraining" + @1 WHERE "Id" = @0 RETURNING "Settings_RetrainAfter" - "LabelsSinceTraining"
            """,
            projectId, labels);
        if (left > 0 || db.ReadNumber("""SELECT EXISTS (SELECT 1 FROM "TrainingRuns" WHERE "ProjectId" = @0 AND "State" = 'Queued')""", projectId) == 1)
            return false;
        QueueRound(db, projectId, tier: null, personId: null, now);
        return true;
    }

    /// <summary>Puts a round in the project's line; they run one at a time.</summary>
    /// <param name="db">The writer's.</param>
    /// <param name="projectId">Whose round.</param>
    /// <param name="tier">What to train; null leaves it to the ladder.</param>
    /// <param name="personId">Who asked; null when nobody did.</param>
    /// <param name="now">The time of the operation.</param>
    /// <param name="reason">Why the ladder asks for it; empty otherwise.</param>
    public static TrainingRun QueueRound(StudioDbContext db, int projectId, ModelTier? tier, int? personId, DateTimeOffset now, string reason = "")
    {
        var run = new TrainingRun
        {
            ProjectId = projectId,
            Tier = tier,
            PersonId = personId,
            Reason = reason,
            CreatedAt = now,
            Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
        };
        db.TrainingRuns.Add(run);
        db.SaveChanges();
        return run;
    }

    private static SettledItem Find(StudioDbContext db, int projectId, long itemId) => db.ReadFirst(
        """
        SELECT i."State", i."IsAudit", i."Consensus", p."Settings_Overlap", i."ExtraOpinions", p."Settings_ExtraOpinions", g."Labels"
        FROM "Items" i JOIN "Projects" p ON p."Id" = i."ProjectId" LEFT JOIN "GoldItems" g ON g."ItemId" = i."Id" WHERE i."Id" = @1 AND i."ProjectId" = @0
        """,
        row => new SettledItem(itemId, row.Word<ItemState>(0), row.GetBoolean(1), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)) { Consensus = row.Text(2), Gold = row.Text(6) },
        projectId, itemId) ?? throw new InvalidOperationException($"Project {projectId} has no item {itemId} to settle.");

    private static void Count(StudioDbContext db, int projectId, ItemState before, ItemState after)
    {
        var labelled = (after == ItemState.Labelled ? 1 : 0) - (before == ItemState.Labelled ? 1 : 0);
        var skipped = (IsPassedBy(after) ? 1 : 0) - (IsPassedBy(before) ? 1 : 0);
        if (labelled == 0 && skipped == 0)
            return;
        db.Run(
            """UPDATE "Projects" SET "LabelledCount" = "LabelledCount" + @1, "SkippedCount" = "SkippedCount" + @2 WHERE "Id" = @0""",
            projectId, labelled, skipped);
    }

    private static bool IsPassedBy(ItemState state) => state is ItemState.Skipped or ItemState.Flagged;

    // An item that is settled leaves the queue; one that still waits is open to as many people as its overlap leaves room for.
    private static void Requeue(StudioDbContext db, SettledItem item)
    {
        if (item.State != ItemState.Open)
            db.Run("""DELETE FROM "Queue" WHERE "ItemId" = @0""", item.Id);
        else
            db.Run(
                """
                UPDATE "Queue" SET "OpenSlots" = MAX(0, @1 - (SELECT COUNT(*) FROM "Assignments" t WHERE t."ItemId" = @0 AND t."State" <> 'Ended')) WHERE "ItemId" = @0
                """,
                item.Id, item.Asked);
    }
}
