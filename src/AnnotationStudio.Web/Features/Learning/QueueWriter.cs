using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Puts a ranking into the queue, in place of the one before.</summary>
/// <remarks>
/// In slices of a few milliseconds, so that no label waits: the new ranks lie below all old ones, and what is left of the old ranking goes
/// last. The queue never runs dry on the way. Two thousand entries in one slice held every annotator up for 30 ms.
/// </remarks>
internal static class QueueWriter
{
    private const int EntriesASlice = 150;

    // Ranks go down by the length of the queue at each ranking; after half a million of them they begin at 0 again.
    private const int LowestRank = -1_000_000_000;

    // The places that are still free are counted as the row is written: people went on while the ranking was made.
    private const string Insert = """
        INSERT INTO "Queue" ("ItemId", "ProjectId", "IsAudit", "Rank", "OpenSlots", "Reason")
        SELECT i."Id", i."ProjectId", 0, @1,
               max(0, p."Settings_Overlap" + CASE WHEN p."Settings_Overlap" > 1 THEN i."ExtraOpinions" ELSE 0 END - (SELECT count(*) FROM "Assignments" a WHERE a."ItemId" = i."Id" AND a."State" <> 'Ended')), @2
        FROM "Items" i JOIN "Projects" p ON p."Id" = i."ProjectId"
        WHERE i."Id" = @0 AND i."ProjectId" = @3 AND i."State" = 'Open' AND NOT i."IsAudit"
        ON CONFLICT ("ItemId") DO UPDATE SET "Rank" = excluded."Rank", "OpenSlots" = excluded."OpenSlots", "Reason" = excluded."Reason"
        """;

    // Where people disagree, whoever was asked beyond the overlap is waited for, however a strategy would rank the item.
    private const string KeepFirst = """
        UPDATE "Queue" SET "Rank" = @1 WHERE "ProjectId" = @0 AND "OpenSlots" > 0 AND NOT "IsAudit"
        AND EXISTS (SELECT 1 FROM "Items" i WHERE i."Id" = "ItemId" AND i."ExtraOpinions" > 0 AND i."State" = 'Open')
        """;

    private const string Delete = """DELETE FROM "Queue" WHERE "ItemId" = @0 AND "Rank" >= @1""";

    public static async Task ReplaceAsync(StudioStore store, int projectId, IReadOnlyList<Pick> picks)
    {
        var first = await FirstRankAsync(store, projectId) - picks.Count;
        foreach (var slice in picks.Select((pick, place) => (pick, Rank: first + place)).Chunk(EntriesASlice))
            await store.WriteSliceAsync(
                db =>
                {
                    foreach (var (pick, rank) in slice)
                        db.Run(Insert, pick.Item, rank, pick.Reason, projectId);
                },
                CancellationToken.None);
        await store.WriteSliceAsync(db => db.Run(KeepFirst, projectId, first - 1), CancellationToken.None);
        await DeleteAsync(store, projectId, first + picks.Count);
    }

    private static async Task<int> FirstRankAsync(StudioStore store, int projectId)
    {
        await using var db = await store.ReadAsync(CancellationToken.None);
        var first = await db.Queue.Where(entry => entry.ProjectId == projectId && !entry.IsAudit).MinAsync(entry => (int?)entry.Rank) ?? 0;
        if (first >= LowestRank)
            return Math.Min(first, 0);
        await DeleteAsync(store, projectId, int.MinValue);
        return 0;
    }

    private static async Task DeleteAsync(StudioStore store, int projectId, int fromRank)
    {
        await using var db = await store.ReadAsync(CancellationToken.None);
        var old = await db.Queue
            .Where(entry => entry.ProjectId == projectId && !entry.IsAudit && entry.Rank >= fromRank)
            .Select(entry => entry.ItemId)
            .ToListAsync();
        foreach (var slice in old.Chunk(EntriesASlice))
            await store.WriteSliceAsync(
                writer =>
                {
                    foreach (var item in slice)
                        writer.Run(Delete, item, fromRank);
                },
                CancellationToken.None);
    }
}
