using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A few items of a change, inside the writer.</summary>
/// <param name="change">As it was read.</param>
/// <param name="same">Ids of the label and of all that were merged into it before.</param>
/// <param name="now">The time of the operation.</param>
internal sealed class LabelChangeSlice(LabelChange change, List<int> same, DateTimeOffset now)
{
    /// <summary>Settles the items under the change, and notes what each counted as before.</summary>
    /// <param name="db">The writer's.</param>
    /// <param name="items">Ascending.</param>
    /// <param name="told">The label that a split gives an item, where it tells.</param>
    public void CarryOut(StudioDbContext db, IReadOnlyList<long> items, IReadOnlyDictionary<long, int> told)
    {
        foreach (var id in items)
        {
            if (Read(db, id) is not { } before || before.State == ItemState.Erased)
                continue;
            var has = before.State == ItemState.Labelled && before.Labels?.Contains(change.LabelId) == true;
            long? adjudication = has && told.TryGetValue(id, out var label) ? Adjudicate(db, id, before.Labels!, label) : null;
            // Who was outvoted with a label that is given up is missed by nobody.
            var state = LabelLedger.Settle(db, change.ProjectId, id, now, staysLabelled: change.IntoId is not null || !has);
            if (state == ItemState.Open && change.IntoId is null)
                Offer(db, id);
            var after = Read(db, id)!;
            if (adjudication is not null || after != before)
                db.Run(
                    """INSERT INTO "ChangedItems" ("ChangeId", "ItemId", "State", "Consensus", "LabelledAt", "Adjudication") VALUES (@0, @1, @2, @3, @4, @5)""",
                    change.Id, id, before.State.ToString(), before.Consensus, before.LabelledAt, adjudication);
        }

        db.Run("""UPDATE "LabelChanges" SET "Reached" = @1 WHERE "Id" = @0""", change.Id, items[^1]);
    }

    /// <summary>Makes the items count as before; those that people decided about since are settled by what people say.</summary>
    public void TakeBack(StudioDbContext db, IReadOnlyList<ChangedItem> items)
    {
        foreach (var item in items)
        {
            if (item.Adjudication is { } adjudication)
                db.Run("""UPDATE "Annotations" SET "IsCurrent" = 0 WHERE "Sequence" = @0""", adjudication);
            if (IsDecidedSince(db, item.ItemId))
                LabelLedger.Settle(db, change.ProjectId, item.ItemId, now, staysLabelled: true);
            else
                LabelLedger.Restore(db, change.ProjectId, item);
        }

        // Adjudications that were taken back are remembered: they are no decisions of people, whoever asks what was decided since.
        var ids = items.Select(item => item.ItemId).ToList();
        db.ChangedItems.Where(item => item.ChangeId == change.Id && item.Adjudication == null && ids.Contains(item.ItemId)).ExecuteDelete();
    }

    public void SettleThoseDecidedSince(StudioDbContext db, IReadOnlyList<long> items)
    {
        foreach (var id in items.Where(id => IsDecidedSince(db, id)))
            LabelLedger.Settle(db, change.ProjectId, id, now, staysLabelled: true);
    }

    /// <summary>Says that it is done, and makes due what follows: rules of the labels as they are, and a round where the model learned the label.</summary>
    public void Finish(StudioDbContext db)
    {
        var items = db.ChangedItems.Count(item => item.ChangeId == change.Id);
        db.LabelChanges.Where(row => row.Id == change.Id).ExecuteUpdate(set => set
            .SetProperty(row => row.Reached, (long?)null)
            .SetProperty(row => row.Items, row => row.UndoneAt == null ? items : row.Items));
        db.Projects.Where(project => project.Id == change.ProjectId).ExecuteUpdate(set => set.SetProperty(project => project.Version, project => project.Version + 1));
        Queue(db, ModelTier.Rules, "");
        var learns = db.Projects.Any(project => project.Id == change.ProjectId
            && db.ModelVersions.Any(model => model.Id == project.ChampionId && model.Tier != ModelTier.Rules));
        if (learns && change.Kind is LabelChangeKind.Merge or LabelChangeKind.Split or LabelChangeKind.Retire)
            Queue(db, null, "The labels were changed.");
    }

    private void Queue(StudioDbContext db, ModelTier? tier, string reason)
    {
        if (!db.TrainingRuns.Any(run => run.ProjectId == change.ProjectId && run.State == RunState.Queued && run.Tier == tier))
            LabelLedger.QueueRound(db, change.ProjectId, tier, change.PersonId, now, reason);
    }

    private static ItemNow? Read(StudioDbContext db, long id) => db.ReadFirst(
        """SELECT "State", "Consensus", "LabelledAt" FROM "Items" WHERE "Id" = @0""",
        row => new ItemNow(row.Word<ItemState>(0), row.Text(1), row.IsDBNull(2) ? null : row.GetInt64(2)),
        id);

    // The lead's word, with its reason; the lead's own vote stays beside it.
    private long Adjudicate(StudioDbContext db, long id, List<int> labels, int target) => db.ReadNumber(
        """
        INSERT INTO "Annotations" ("ProjectId", "Key", "ItemId", "AnnotatorId", "Action", "Labels", "Comment", "ElapsedMs", "CreatedAt", "IsCurrent", "IsAdjudication")
        VALUES (@0, @1, @2, @3, 'Submit', @4, @5, 0, @6, 1, 1) RETURNING "Sequence"
        """,
        change.ProjectId, Guid.CreateVersion7(now), id, change.PersonId,
        JsonSerializer.Serialize(labels.Select(label => label == change.LabelId ? target : label).Distinct().Order()), change.Words, now.UtcTicks);

    // Those who gave the label can be asked again, and the item goes to the head of its queue.
    private void Offer(StudioDbContext db, long id)
    {
        db.Run(
            """
            DELETE FROM "Assignments" WHERE "ItemId" = @0 AND "State" = 'Done' AND "AnnotatorId" IN (
                SELECT n."AnnotatorId" FROM "Annotations" n, json_each(n."Labels") said, json_each(@1) gone
                WHERE n."ItemId" = @0 AND n."IsCurrent" AND said.value = gone.value)
            """,
            id, JsonSerializer.Serialize(same));
        db.Run(
            """
            INSERT INTO "Queue" ("ItemId", "ProjectId", "IsAudit", "Rank", "OpenSlots", "Reason")
            SELECT i."Id", i."ProjectId", i."IsAudit",
                   COALESCE((SELECT MIN(q."Rank") FROM "Queue" q WHERE q."ProjectId" = i."ProjectId" AND q."IsAudit" = i."IsAudit"), 0) - 1,
                   MAX(0, p."Settings_Overlap" - (SELECT COUNT(*) FROM "Assignments" a WHERE a."ItemId" = i."Id" AND a."State" <> 'Ended')),
                   CASE WHEN i."IsAudit" THEN '' ELSE @1 END
            FROM "Items" i JOIN "Projects" p ON p."Id" = i."ProjectId" WHERE i."Id" = @0
            ON CONFLICT ("ItemId") DO UPDATE SET "OpenSlots" = excluded."OpenSlots", "Rank" = excluded."Rank", "Reason" = excluded."Reason"
            """,
            id, change.Kind == LabelChangeKind.Split ? "Its label was split: say which of the new ones it is" : "Its label was retired: say what it is now");
    }

    private bool IsDecidedSince(StudioDbContext db, long id) => db.ReadNumber(
        """
        SELECT EXISTS (SELECT 1 FROM "Annotations" n WHERE n."ItemId" = @0 AND n."Sequence" > @1
            AND NOT EXISTS (SELECT 1 FROM "ChangedItems" c WHERE c."ItemId" = @0 AND c."Adjudication" = n."Sequence"))
        """,
        id, change.Cut) == 1;

    private sealed record ItemNow(ItemState State, string? Consensus, long? LabelledAt)
    {
        public List<int>? Labels => Consensus is null ? null : JsonSerializer.Deserialize<List<int>>(Consensus);
    }
}
