using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Puts rankings into queues: a whole one in place of the one before, or the head of one before what is there. One at a time.</summary>
/// <remarks>
/// In slices of a few milliseconds, so that no label waits: the new ranks lie below all old ones, and what is left of the old ranking goes
/// last. The queue never runs dry on the way. Two thousand entries in one slice held every annotator up for 30 ms.
/// </remarks>
internal sealed class QueueWriter(StudioStore store, QueueGenerations generations, TimeProvider time) : IDisposable
{
    private const int EntriesASlice = 150;

    // Between two rankings a second apart people take a few dozen; a whole queue each second would write 10 MB of log.
    private const int Head = 2 * EntriesASlice;

    // Ranks go down by the length of the queue at each ranking; after half a million of them they begin at 0 again.
    private const int LowestRank = -1_000_000_000;

    // The places that are still free are counted as the row is written: people went on while the ranking was made.
    private const string Insert = """
        INSERT INTO "Queue" ("ItemId", "ProjectId", "IsAudit", "Rank", "OpenSlots", "Reason")
        SELECT i."Id", i."ProjectId", 0, @1,
               max(0, p."Settings_Overlap" + i."ExtraOpinions" - (SELECT count(*) FROM "Assignments" a WHERE a."ItemId" = i."Id" AND a."State" <> 'Ended')), @2
        FROM "Items" i JOIN "Projects" p ON p."Id" = i."ProjectId"
        WHERE i."Id" = @0 AND i."ProjectId" = @3 AND i."State" = 'Open' AND NOT i."IsAudit"
        ON CONFLICT ("ItemId") DO UPDATE SET "Rank" = excluded."Rank", "OpenSlots" = excluded."OpenSlots", "Reason" = excluded."Reason"
        """;

    // For one more opinion: nobody has it in hand, its answer is fixed by nobody, and the project's limit is not reached. Its place is made when somebody takes it.
    private const string InsertAgain = """
        INSERT INTO "Queue" ("ItemId", "ProjectId", "IsAudit", "Rank", "OpenSlots", "Reason")
        SELECT i."Id", i."ProjectId", 0, @1, 1, @2
        FROM "Items" i JOIN "Projects" p ON p."Id" = i."ProjectId"
        WHERE i."Id" = @0 AND i."ProjectId" = @3 AND i."State" = 'Labelled' AND NOT i."IsAudit" AND p."Settings_LabelAgain"
        AND NOT EXISTS (SELECT 1 FROM "GoldItems" g WHERE g."ItemId" = i."Id")
        AND NOT EXISTS (SELECT 1 FROM "Assignments" a WHERE a."ItemId" = i."Id" AND a."State" = 'Open')
        AND (SELECT count(*) FROM "Assignments" a WHERE a."ItemId" = i."Id" AND a."State" <> 'Ended') < p."Settings_Overlap" + p."Settings_ExtraOpinions"
        ON CONFLICT ("ItemId") DO UPDATE SET "Rank" = excluded."Rank", "OpenSlots" = excluded."OpenSlots", "Reason" = excluded."Reason"
        """;

    // Where people disagree, whoever was asked beyond the overlap is waited for, however a strategy would rank the item.
    private const string KeepFirst = """
        UPDATE "Queue" SET "Rank" = @1 WHERE "ProjectId" = @0 AND "OpenSlots" > 0 AND NOT "IsAudit"
        AND EXISTS (SELECT 1 FROM "Items" i WHERE i."Id" = "ItemId" AND i."ExtraOpinions" > 0 AND i."State" = 'Open')
        """;

    private const string Delete = """DELETE FROM "Queue" WHERE "ItemId" = @0 AND "Rank" = @1""";

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Replaces the queue.</summary>
    /// <param name="projectId">Whose.</param>
    /// <param name="picks">Most useful first.</param>
    /// <param name="knowsUpTo">Sequence of the last annotation that the ranking had seen.</param>
    public Task ReplaceAsync(int projectId, IReadOnlyList<Pick> picks, long knowsUpTo) => InTurnAsync(projectId, knowsUpTo, () => ReplaceAsync(projectId, picks));

    /// <summary>Puts the first few hundred before what is there, and drops from its end what is more than the ranking is long. A queue half used up is replaced.</summary>
    /// <inheritdoc cref="ReplaceAsync(int, IReadOnlyList{Pick}, long)"/>
    public Task RefreshAsync(int projectId, IReadOnlyList<Pick> picks, long knowsUpTo) => InTurnAsync(projectId, knowsUpTo, async () =>
    {
        var old = await EntriesAsync(projectId);
        if (picks.Count <= Head || old.Count < picks.Count / 2 || old[0].Rank < LowestRank)
        {
            await ReplaceAsync(projectId, picks);
            return;
        }

        await InsertAsync(projectId, picks.Take(Head), Math.Min(old[0].Rank, 0) - Head);
        var first = picks.Take(Head).Select(pick => pick.Item).ToHashSet();
        await DeleteAsync([.. old.Where(entry => !first.Contains(entry.ItemId)).Skip(picks.Count - Head)]);
    });

    public void Dispose() => _turn.Dispose();

    private async Task InTurnAsync(int projectId, long knowsUpTo, Func<Task> write)
    {
        await _turn.WaitAsync();
        try
        {
            await write();
            generations.Set(projectId, new QueueGeneration(knowsUpTo, time.GetUtcNow()));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ReplaceAsync(int projectId, IReadOnlyList<Pick> picks)
    {
        var old = await EntriesAsync(projectId);
        var lowest = old.Count == 0 ? 0 : Math.Min(old[0].Rank, 0);
        if (lowest < LowestRank)
        {
            await DeleteAsync(old);
            (old, lowest) = ([], 0);
        }

        await InsertAsync(projectId, picks, lowest - picks.Count);
        await DeleteAsync(old);
    }

    private async Task InsertAsync(int projectId, IEnumerable<Pick> picks, int firstRank)
    {
        foreach (var slice in picks.Select((pick, place) => (pick, Rank: firstRank + place)).Chunk(EntriesASlice))
            await store.WriteSliceAsync(
                db =>
                {
                    foreach (var (pick, rank) in slice)
                        db.Run(pick.IsAgain ? InsertAgain : Insert, pick.Item, rank, pick.Reason, projectId);
                },
                CancellationToken.None);
        await store.WriteSliceAsync(db => db.Run(KeepFirst, projectId, firstRank - 1), CancellationToken.None);
    }

    // What was given a new rank meanwhile stays.
    private async Task DeleteAsync(IReadOnlyList<Entry> old)
    {
        foreach (var slice in old.Chunk(EntriesASlice))
            await store.WriteSliceAsync(
                writer =>
                {
                    foreach (var (item, rank) in slice)
                        writer.Run(Delete, item, rank);
                },
                CancellationToken.None);
    }

    private async Task<List<Entry>> EntriesAsync(int projectId)
    {
        await using var db = await store.ReadAsync(CancellationToken.None);
        return await db.Queue.Where(entry => entry.ProjectId == projectId && !entry.IsAudit)
            .OrderBy(entry => entry.Rank).Select(entry => new Entry(entry.ItemId, entry.Rank)).ToListAsync();
    }

    private sealed record Entry(long ItemId, int Rank);
}
