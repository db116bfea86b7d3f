using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Keeps the lowest-ranked share of a project's items for audit.</summary>
/// <remarks>
/// Ranks are drawn once and by chance, so the lowest are a uniform sample of all imports together. What was given out or labelled because a strategy
/// chose it can no longer be reserved, and what was labelled as audit stays audit; a reserved item that nobody has touched gives way to a lower rank.
/// Two windows' worth is kept: the first is filled soon, the second renews it later. It must be set aside from the beginning, since what is left
/// after a strategy has chosen is the easy rest; only what a file has labelled already is not spent on the second.
/// </remarks>
internal sealed class AuditReservation
{
    // Audit ranks have 53 bits and a queue's ranks 31: the upper ones keep the order.
    private const int RankBits = 53 - 31;
    private const int Chunk = 500;

    private const string Queue = """
        INSERT INTO Queue (ItemId, ProjectId, IsAudit, Rank, OpenSlots, Reason) VALUES (@item, @project, 1, @rank, @slots, '')
        ON CONFLICT (ItemId) DO UPDATE SET IsAudit = 1, Rank = @rank, OpenSlots = @slots, Reason = ''
        """;

    private readonly int _projectId;
    private readonly List<long> _reserve;
    private readonly List<long> _release;

    private AuditReservation(int projectId, List<long> reserve, List<long> release) => (_projectId, _reserve, _release) = (projectId, reserve, release);

    /// <summary>Reads which items to reserve and which to let go, once so many more items are there.</summary>
    public static async Task<AuditReservation> PlanAsync(StudioDbContext db, int projectId, int more, CancellationToken ct)
    {
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.ItemCount, row.Settings }).SingleAsync(ct);
        var window = project.Settings.AuditTarget;
        var target = Math.Min(2 * window, (int)Math.Floor(project.Settings.AuditShare * (project.ItemCount + more) + 1e-9));
        var reserved = await db.Items.Where(item => item.ProjectId == projectId && item.IsAudit && item.State != ItemState.Erased)
            .Select(item => new Candidate(item.Id, item.AuditRank, true, item.State == ItemState.Open)).ToListAsync(ct);
        var all = new List<Candidate>(reserved);
        foreach (var state in new[] { ItemState.Open, ItemState.Labelled })
            all.AddRange(await Untouched(db, db.Items.Where(item => item.ProjectId == projectId && item.State == state && !item.IsAudit))
                .OrderBy(item => item.AuditRank).Take(target)
                .Select(item => new Candidate(item.Id, item.AuditRank, false, state == ItemState.Open)).ToListAsync(ct));
        var sample = all.OrderBy(item => item.AuditRank).Take(target).Where((item, place) => item.IsAudit || item.IsOpen || place < window).ToHashSet();
        return new AuditReservation(
            projectId,
            [.. sample.Where(item => !item.IsAudit).Select(item => item.Id)],
            [.. reserved.Where(item => !sample.Contains(item)).Select(item => item.Id)]);
    }

    /// <summary>Does so, but for what people have touched since.</summary>
    /// <returns>How many of the import's items that came with labels are reserved now.</returns>
    public int Apply(StudioDbContext db, int importId)
    {
        foreach (var chunk in _release.Chunk(Chunk))
            Release(db, chunk);
        var overlap = db.Projects.Where(project => project.Id == _projectId).Select(project => project.Settings.Overlap).Single();
        return _reserve.Chunk(Chunk).Sum(chunk => Reserve(db, chunk, importId, overlap));
    }

    private int Reserve(StudioDbContext db, long[] chunk, int importId, int overlap)
    {
        var items = Untouched(db, db.Items.Where(item => chunk.Contains(item.Id)))
            .Select(item => new { item.Id, item.AuditRank, item.State, IsOurs = item.ImportId == importId }).ToList();
        var ids = items.Select(item => item.Id).ToArray();
        db.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdate(set => set.SetProperty(item => item.IsAudit, true));
        using var queue = Sql.Prepare(db, Queue, "@item", "@project", "@rank", "@slots");
        foreach (var item in items.Where(item => item.State == ItemState.Open))
            queue.With(item.Id, _projectId, (int)(item.AuditRank >> RankBits), overlap).ExecuteNonQuery();
        return items.Count(item => item.IsOurs && item.State == ItemState.Labelled);
    }

    private static void Release(StudioDbContext db, long[] chunk)
    {
        var ids = Untouched(db, db.Items.Where(item => chunk.Contains(item.Id) && item.State == ItemState.Open)).Select(item => item.Id).ToArray();
        db.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdate(set => set.SetProperty(item => item.IsAudit, false));
        db.Queue.Where(entry => ids.Contains(entry.ItemId)).ExecuteDelete();
    }

    // Nobody was given them, nobody but a file has labelled them, and they judge nobody.
    private static IQueryable<Item> Untouched(StudioDbContext db, IQueryable<Item> items) => items
        .Where(item => item.State == ItemState.Open || item.State == ItemState.Labelled)
        .Where(item => !db.Assignments.Any(assignment => assignment.ItemId == item.Id))
        .Where(item => !db.GoldItems.Any(gold => gold.ItemId == item.Id))
        .Where(item => !db.Annotations.Any(annotation => annotation.ItemId == item.Id && annotation.AnnotatorId != null));

    private sealed record Candidate(long Id, long AuditRank, bool IsAudit, bool IsOpen);
}
