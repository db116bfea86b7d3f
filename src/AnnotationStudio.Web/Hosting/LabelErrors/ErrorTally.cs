using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What became of suspected labels once a lead looked.</summary>
/// <param name="Worked">Suspects that a lead has settled.</param>
/// <param name="Errors">How many of them were wrong.</param>
/// <param name="First">Sequence of the first correction; null before there is one.</param>
public sealed record ErrorTally(int Worked, int Errors, long? First)
{
    /// <summary>Of this search and those before it. What was taken back does not count.</summary>
    public static async Task<ErrorTally> ReadAsync(StudioDbContext db, int projectId, FoundErrors found, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(found);
        var given = found.Suspects.ToDictionary(suspect => suspect.Item, suspect => suspect.Given);
        var settled = await db.Annotations
            .Where(row => row.ProjectId == projectId && row.Sequence > found.DataCut && row.IsCurrent && row.IsAdjudication && row.Action == AnnotationAction.Submit)
            .OrderBy(row => row.Sequence)
            .Select(row => new { row.Sequence, row.ItemId, row.Labels })
            .ToListAsync(ct);
        var worked = settled.Where(row => given.ContainsKey(row.ItemId)).ToList();
        var wrong = worked.Where(row => !row.Labels.SequenceEqual(given[row.ItemId])).ToList();
        return new(found.Former.Worked + worked.Count, found.Former.Errors + wrong.Count, found.Former.First ?? wrong.FirstOrDefault()?.Sequence);
    }
}
