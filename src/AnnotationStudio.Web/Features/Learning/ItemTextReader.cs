using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Reads the texts of some items, in the order asked, a few hundred at a time.</summary>
internal static class ItemTextReader
{
    private const int PageSize = 500;

    /// <summary>An item that is not there any more reads as empty.</summary>
    public static List<string> Read(StudioDbContext db, IReadOnlyList<long> ids)
    {
        var texts = new Dictionary<long, string>(ids.Count);
        foreach (var part in ids.Chunk(PageSize))
            foreach (var item in db.Items.Where(item => part.Contains(item.Id)).Select(item => new { item.Id, item.Text }))
                texts[item.Id] = item.Text;
        return [.. ids.Select(id => texts.GetValueOrDefault(id, ""))];
    }

    /// <summary>Texts drawn at random from what is not reserved for audit, labelled or not: the lowest ranks, so that the sample stays the same while items come.</summary>
    public static List<string> FixedSample(StudioDbContext db, int projectId, int most) =>
    [
        .. Enum.GetValues<ItemState>().Where(state => state != ItemState.Erased).SelectMany(state => OfLowestRank(db, projectId, state, most))
            .OrderBy(item => item.Rank).ThenBy(item => item.Id).Select(item => item.Text).Take(most),
    ];

    // State by state, as the index has them: across states SQLite would sort the whole project.
    private static List<(long Rank, long Id, string Text)> OfLowestRank(StudioDbContext db, int projectId, ItemState state, int most) =>
    [
        .. db.Items.Where(item => item.ProjectId == projectId && item.State == state && !item.IsAudit && item.Import!.State == ImportState.Completed)
            .OrderBy(item => item.AuditRank).ThenBy(item => item.Id).Take(most).Select(item => new { item.AuditRank, item.Id, item.Text })
            .AsEnumerable().Select(item => (item.AuditRank, item.Id, item.Text)),
    ];

    /// <summary>A few texts of the project, whichever come first.</summary>
    public static List<string> Sample(StudioDbContext db, int projectId, int most) =>
        [.. db.Items.Where(item => item.ProjectId == projectId && item.State != ItemState.Erased).OrderBy(item => item.Id).Select(item => item.Text).Take(most)];
}
