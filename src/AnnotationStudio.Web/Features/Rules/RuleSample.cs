using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>The texts that rules are counted on: the same ones until items or labels change, so that figures can be compared.</summary>
public sealed record RuleSample(IReadOnlyList<SampledText> Pool, IReadOnlyList<SampledText> Labelled, int PoolSize, int LabelledSize)
{
    /// <summary>Most texts of each kind.</summary>
    public const int MostTexts = 20_000;

    private const int MostCharacters = 20_000_000;
    private const int Slice = 500;
    private static readonly ItemState[] InPool = [ItemState.Open, ItemState.Labelled, ItemState.Skipped, ItemState.Flagged];

    public static async Task<RuleSample> ReadAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var ranked = new List<(long Id, long Rank, ItemState State)>();
        foreach (var state in InPool)
        {
            // Drawn by the rank that every item got at import, from the end that is not reserved for audit; one index answers each of these.
            var part = await Visible(db, projectId).Where(item => item.State == state)
                .OrderByDescending(item => item.AuditRank).Select(item => new { item.Id, item.AuditRank }).Take(MostTexts).ToListAsync(ct);
            ranked.AddRange(part.Select(item => (item.Id, item.AuditRank, state)));
        }

        var pool = ranked.OrderByDescending(item => item.Rank).Take(MostTexts).Select(item => item.Id).ToList();
        var labelled = ranked.Where(item => item.State == ItemState.Labelled).Select(item => item.Id).ToList();
        var known = new Dictionary<long, SampledText>();
        return new RuleSample(
            await TextsAsync(db, pool, known, ct), await TextsAsync(db, labelled, known, ct),
            // Of a large pool the few audit items are not worth a count of a million rows.
            pool.Count < MostTexts ? pool.Count : await db.Projects.Where(project => project.Id == projectId).Select(project => project.ItemCount).SingleOrDefaultAsync(ct),
            labelled.Count < MostTexts ? labelled.Count : await Visible(db, projectId).CountAsync(item => item.State == ItemState.Labelled, ct));
    }

    // Audit items are the only honest test, and gold judges people: no rule is ever written by them.
    private static IQueryable<Item> Visible(StudioDbContext db, int projectId) =>
        db.Items.Where(item => item.ProjectId == projectId && !item.IsAudit && item.Import!.State == ImportState.Completed && !db.GoldItems.Any(gold => gold.ItemId == item.Id));

    // Long texts make a smaller sample, not a larger memory.
    private static async Task<List<SampledText>> TextsAsync(StudioDbContext db, List<long> ids, Dictionary<long, SampledText> known, CancellationToken ct)
    {
        var (texts, characters) = (new List<SampledText>(ids.Count), 0L);
        foreach (var slice in ids.Chunk(Slice))
        {
            var missing = slice.Where(id => !known.ContainsKey(id)).ToList();
            foreach (var item in await db.Items.Where(item => missing.Contains(item.Id)).Select(item => new { item.Id, item.Text, item.Consensus }).ToListAsync(ct))
                known[item.Id] = new SampledText(item.Id, item.Text, item.Consensus);
            foreach (var text in slice.Where(known.ContainsKey).Select(id => known[id]))
            {
                texts.Add(text);
                characters += text.Text.Length;
            }

            if (characters > MostCharacters)
                break;
        }

        return texts;
    }
}

/// <summary>An item of the sample.</summary>
/// <param name="Consensus">Ids of its labels; null where nobody labelled it.</param>
public sealed record SampledText(long Item, string Text, IReadOnlyList<int>? Consensus);
