using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The annotations behind the labelled items, as they counted at one moment.</summary>
/// <param name="Sequences">Ascending.</param>
/// <param name="Items">The item of each.</param>
internal sealed record VotesRead(long[] Sequences, long[] Items)
{
    public static VotesRead None { get; } = new([], []);

    public static VotesRead Read(StudioDbContext db, int projectId)
    {
        var rows = db.Annotations
            .Where(row => row.ProjectId == projectId && row.IsCurrent && row.Action == AnnotationAction.Submit && row.Item!.State == ItemState.Labelled && !row.Item.IsAudit)
            .OrderBy(row => row.Sequence)
            .Select(row => new { row.Sequence, row.ItemId })
            .ToList();
        return new VotesRead([.. rows.Select(row => row.Sequence)], [.. rows.Select(row => row.ItemId)]);
    }

    /// <summary>The annotations of these items, ascending.</summary>
    public List<long> Of(HashSet<long> items)
    {
        var found = new List<long>();
        for (var at = 0; at < Sequences.Length; at++)
            if (items.Contains(Items[at]))
                found.Add(Sequences[at]);
        return found;
    }
}
