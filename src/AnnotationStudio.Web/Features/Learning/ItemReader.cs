using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Reads a project's items for the pool, a page at a time: never all texts at once.</summary>
internal sealed class ItemReader(StudioDbContext db, int projectId)
{
    private const int PageSize = 4_096;

    /// <summary>Ids of the items that are there and not erased, ascending.</summary>
    public List<long> Ids() => [.. Visible().OrderBy(item => item.Id).Select(item => item.Id)];

    /// <summary>Ids of the items whose text was erased.</summary>
    public HashSet<long> Erased() => [.. db.Items.Where(item => item.ProjectId == projectId && item.State == ItemState.Erased).Select(item => item.Id)];

    /// <summary>Items above an id, ascending, in pages.</summary>
    public IEnumerable<(long[] Ids, string[] Texts)> Pages(long after)
    {
        while (true)
        {
            var above = after;
            var page = Visible().Where(item => item.Id > above).OrderBy(item => item.Id).Take(PageSize).Select(item => new { item.Id, item.Text }).ToList();
            if (page.Count == 0)
                yield break;
            after = page[^1].Id;
            yield return ([.. page.Select(item => item.Id)], [.. page.Select(item => item.Text)]);
        }
    }

    private IQueryable<Item> Visible() => db.Items.Where(item =>
        item.ProjectId == projectId && item.State != ItemState.Erased && item.Import!.State == ImportState.Completed);
}
