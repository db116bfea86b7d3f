using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The votes that an import's duplicates brought to items that were there.</summary>
internal sealed class ImportVotes(StudioStore store, TimeProvider time)
{
    private const int MostInSlice = 64;
    private static readonly TimeSpan _slice = TimeSpan.FromMilliseconds(15);

    /// <summary>Lets them count, each item settled anew; how many of them can teach.</summary>
    public Task<int> CountAsync(int projectId, int importId, CancellationToken ct) => WalkAsync(projectId, importId, Count, ct);

    /// <summary>Fixes the answers of their items, where these are neither gold already nor reserved for audit; no vote stays.</summary>
    public Task MakeGoldAsync(int projectId, int importId, CancellationToken ct) => WalkAsync(projectId, importId, MakeGold, ct);

    /// <summary>Removes them, each item that counted them settled anew.</summary>
    public Task RemoveAsync(int projectId, int importId, CancellationToken ct) => WalkAsync(projectId, importId, Remove, ct);

    private async Task<int> WalkAsync(int projectId, int importId, Func<StudioDbContext, int, Vote, DateTimeOffset, int> visit, CancellationToken ct)
    {
        var total = 0;
        for (var after = ImportKeys.VotesOf(importId).From; after is not null;)
        {
            var from = after;
            (after, var count) = await store.WriteSliceAsync(db => Walk(db, projectId, importId, from, visit), ct);
            total += count;
        }

        return total;
    }

    private (string? After, int Count) Walk(StudioDbContext db, int projectId, int importId, string from, Func<StudioDbContext, int, Vote, DateTimeOffset, int> visit)
    {
        var to = ImportKeys.VotesOf(importId).To;
        var votes = db.Annotations
            .FromSql($"SELECT * FROM Annotations WHERE ProjectId = {projectId} AND Key > {from} AND Key < {to} AND AnnotatorId IS NULL ORDER BY Key LIMIT {MostInSlice}")
            .Select(vote => new Vote(vote.Sequence, vote.Key, vote.ItemId, vote.IsCurrent, vote.Item!.IsAudit)).ToList();
        var started = time.GetTimestamp();
        var (count, last) = (0, (string?)null);
        foreach (var vote in votes.OrderBy(vote => vote.KeyText, StringComparer.Ordinal))
        {
            count += visit(db, projectId, vote, time.GetUtcNow());
            last = vote.KeyText;
            if (time.GetElapsedTime(started) > _slice)
                break;
        }

        return (last, count);
    }

    private static int Count(StudioDbContext db, int projectId, Vote vote, DateTimeOffset now)
    {
        db.Annotations.Where(row => row.Sequence == vote.Sequence).ExecuteUpdate(set => set.SetProperty(row => row.IsCurrent, true));
        LabelLedger.Settle(db, projectId, vote.ItemId, now);
        return vote.IsAudit ? 0 : 1;
    }

    private static int MakeGold(StudioDbContext db, int projectId, Vote vote, DateTimeOffset now)
    {
        var labels = db.Annotations.Where(row => row.Sequence == vote.Sequence).Select(row => row.Labels).Single();
        db.Annotations.Where(row => row.Sequence == vote.Sequence).ExecuteDelete();
        if (db.GoldItems.Any(gold => gold.ItemId == vote.ItemId))
            return 0;
        // An audit item, or one of this import that is not there yet, is refused and stays as it is.
        GoldLedger.Mark(db, new GoldItem { ItemId = vote.ItemId, ProjectId = projectId, Kind = GoldKind.Hidden, Labels = labels, PersonId = null, CreatedAt = now }, now);
        return 1;
    }

    private static int Remove(StudioDbContext db, int projectId, Vote vote, DateTimeOffset now)
    {
        db.Annotations.Where(row => row.Sequence == vote.Sequence).ExecuteDelete();
        if (vote.IsCurrent)
            LabelLedger.Settle(db, projectId, vote.ItemId, now);
        return 1;
    }

    private sealed record Vote(long Sequence, Guid Key, long ItemId, bool IsCurrent, bool IsAudit)
    {
        // As the provider writes a Guid.
        public string KeyText { get; } = Key.ToString().ToUpperInvariant();
    }
}
