using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>An item as the queue is made of it.</summary>
internal sealed record CaseItem(long Id, ItemState State, bool IsAudit, List<int>? Consensus, bool IsSettled);

/// <summary>What the queue is read from. The database groups, so that a project of many votes is not read whole.</summary>
internal static class ReviewQueries
{
    /// <summary>Items that are not waited for and on which people gave different answers.</summary>
    // Labels are kept ascending, so the same set is the same text.
    public static Task<List<long>> DisputedAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Database.SqlQuery<long>(
        $"""
        SELECT a."ItemId" AS "Value" FROM "Annotations" a JOIN "Items" i ON i."Id" = a."ItemId"
        WHERE a."ProjectId" = {projectId} AND a."IsCurrent" AND a."Action" = 'Submit' AND NOT a."IsAdjudication" AND i."State" IN ('Labelled', 'Flagged') AND NOT i."IsAudit" AND NOT EXISTS (SELECT 1 FROM "GoldItems" g WHERE g."ItemId" = i."Id")
        GROUP BY a."ItemId" HAVING COUNT(DISTINCT a."Labels") > 1
        """).ToListAsync(ct);

    public static async Task<AgreementCount> AgreementAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var counts = await db.Database.SqlQuery<CountRow>(
            $"""
            SELECT COUNT(*) AS "Items", COALESCE(SUM(v."Answers" = 1), 0) AS "Agreed",
                COALESCE(SUM(v."Answers" > 1 AND EXISTS (SELECT 1 FROM "Annotations" j WHERE j."ItemId" = v."ItemId" AND j."IsCurrent" AND j."IsAdjudication" AND j."Action" = 'Submit')), 0) AS "Settled"
            FROM (SELECT a."ItemId", COUNT(DISTINCT a."Labels") AS "Answers" FROM "Annotations" a JOIN "Items" i ON i."Id" = a."ItemId"
                WHERE a."ProjectId" = {projectId} AND a."IsCurrent" AND a."Action" = 'Submit' AND NOT a."IsAdjudication" AND a."AnnotatorId" IS NOT NULL AND NOT i."IsAudit" AND NOT EXISTS (SELECT 1 FROM "GoldItems" g WHERE g."ItemId" = i."Id") AND i."State" <> 'Erased'
                GROUP BY a."ItemId" HAVING COUNT(*) > 1) v
            """).SingleAsync(ct);
        return new(counts.Items, counts.Agreed, counts.Settled);
    }

    /// <summary>These items and all flagged ones, as far as they are there and have labels or a flag.</summary>
    public static async Task<Dictionary<long, CaseItem>> ItemsAsync(StudioDbContext db, int projectId, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        var items = await db.Items
            .Where(item => item.ProjectId == projectId && item.Import!.State == ImportState.Completed)
            .Where(item => item.State == ItemState.Flagged || (item.State == ItemState.Labelled && wanted.Contains(item.Id)))
            .Select(item => new CaseItem(item.Id, item.State, item.IsAudit, item.Consensus, db.Annotations.Any(row => row.ItemId == item.Id && row.IsCurrent && row.IsAdjudication)))
            .ToListAsync(ct);
        return items.ToDictionary(item => item.Id);
    }

    public static async Task<ILookup<long, CaseVote>> VotesAsync(StudioDbContext db, int projectId, List<long> ids, CancellationToken ct)
    {
        var rows = await db.Annotations
            .Where(row => row.ProjectId == projectId && ids.Contains(row.ItemId) && row.IsCurrent && row.Action == AnnotationAction.Submit && !row.IsAdjudication)
            .OrderBy(row => row.Sequence)
            .Select(row => new { row.ItemId, row.AnnotatorId, row.Labels })
            .ToListAsync(ct);
        return rows.ToLookup(row => row.ItemId, row => new CaseVote(row.AnnotatorId, row.Labels));
    }

    private sealed record CountRow(int Items, int Agreed, int Settled);
}
