using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Reads a project's items for the pool, a page at a time: never all texts at once.</summary>
/// <remarks>
/// Walks along the primary key alone, between the project's first item and its last. By an index of the project SQLite sorts all items for each page,
/// jumping through the file in the order of their hashes: at a million items a page took 1 to 18 seconds. Adding 0 keeps it from that.
/// </remarks>
internal sealed class ItemReader
{
    private const int PageSize = 4_096;
    private readonly StudioDbContext _db;
    private readonly int _projectId;
    private readonly List<int> _imports;
    private readonly long _first;
    private readonly long _last;

    /// <summary>Reads what is completed now; what an import adds later is for another reader.</summary>
    public ItemReader(StudioDbContext db, int projectId)
    {
        (_db, _projectId) = (db, projectId);
        _imports = [.. db.Imports.Where(import => import.ProjectId == projectId && import.State == ImportState.Completed).Select(import => import.Id)];
        (_first, _last) = (long.MaxValue, 0);
        foreach (var import in _imports)
        {
            _first = Math.Min(_first, db.Items.Where(item => item.ImportId == import).Min(item => (long?)item.Id) ?? long.MaxValue);
            _last = Math.Max(_last, db.Items.Where(item => item.ImportId == import).Max(item => (long?)item.Id) ?? 0);
        }
    }

    /// <summary>Ids of the items that are there and not erased, ascending.</summary>
    public List<long> Ids() => [.. Visible(_first - 1).OrderBy(item => item.Id).Select(item => item.Id)];

    /// <summary>Ids of the items reserved for audit, ascending.</summary>
    public List<long> Reserved() => [.. All(_first - 1).Where(item => item.IsAudit).OrderBy(item => item.Id).Select(item => item.Id)];

    /// <summary>Ids of the items whose text was erased.</summary>
    public HashSet<long> Erased() => [.. _db.Items.Where(item => item.ProjectId == _projectId && item.State == ItemState.Erased).Select(item => item.Id)];

    /// <summary>Items above an id, ascending, in pages.</summary>
    public IEnumerable<(long[] Ids, string[] Texts)> Pages(long after)
    {
        after = Math.Max(after, _first - 1);
        while (true)
        {
            var page = Visible(after).OrderBy(item => item.Id).Take(PageSize).Select(item => new { item.Id, item.Text }).ToList();
            if (page.Count == 0)
                yield break;
            after = page[^1].Id;
            yield return ([.. page.Select(item => item.Id)], [.. page.Select(item => item.Text)]);
        }
    }

    private IQueryable<Item> Visible(long above) => All(above).Where(item => item.State != ItemState.Erased);

    private IQueryable<Item> All(long above) => _db.Items.Where(item => item.Id > above && item.Id <= _last && _imports.Contains(item.ImportId + 0));
}
