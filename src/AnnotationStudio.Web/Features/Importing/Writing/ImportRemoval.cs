using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Takes what an import wrote out again, slice by slice. Its row says already that its items are invisible.</summary>
internal sealed class ImportRemoval(StudioStore store, ImportVotes votes)
{
    private const int ItemsInSlice = 400;

    /// <param name="areCounted">The project counts the items: they were visible.</param>
    public async Task RemoveAsync(int projectId, int importId, bool areCounted, CancellationToken ct)
    {
        await votes.RemoveAsync(projectId, importId, ct);
        while (await store.WriteSliceAsync(db => RemoveItems(db, projectId, importId, areCounted), ct) > 0)
        {
        }
    }

    /// <summary>Whether anything of the import is still there.</summary>
    public static async Task<bool> IsLeftAsync(StudioDbContext db, int projectId, int importId, CancellationToken ct)
    {
        var (from, to) = ImportKeys.VotesOf(importId);
        return await db.Items.AnyAsync(item => item.ImportId == importId, ct)
            || await db.Annotations
                .FromSql($"SELECT * FROM Annotations WHERE ProjectId = {projectId} AND Key > {from} AND Key < {to} AND AnnotatorId IS NULL")
                .AnyAsync(ct);
    }

    // What hangs on an item goes with it: its annotations, assignments and place in the queue.
    private static int RemoveItems(StudioDbContext db, int projectId, int importId, bool areCounted)
    {
        var items = db.Items.Where(item => item.ImportId == importId).OrderBy(item => item.Id).Take(ItemsInSlice)
            .Select(item => new { item.Id, item.State }).ToList();
        if (items.Count == 0)
            return 0;
        var last = items[^1].Id;
        db.Items.Where(item => item.ImportId == importId && item.Id <= last).ExecuteDelete();
        if (areCounted)
        {
            var all = items.Count(item => item.State != ItemState.Erased);
            var labelled = items.Count(item => item.State == ItemState.Labelled);
            var skipped = items.Count(item => item.State is ItemState.Skipped or ItemState.Flagged);
            db.Projects.Where(project => project.Id == projectId).ExecuteUpdate(set => set
                .SetProperty(project => project.ItemCount, project => project.ItemCount - all)
                .SetProperty(project => project.LabelledCount, project => project.LabelledCount - labelled)
                .SetProperty(project => project.SkippedCount, project => project.SkippedCount - skipped));
        }

        return items.Count;
    }
}
