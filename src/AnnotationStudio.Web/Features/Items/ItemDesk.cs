using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>Finds and opens items. Leads see all of them; annotators those they decided about, and of these only their own part.</summary>
public sealed class ItemDesk(StudioStore store, ProjectGate gate)
{
    /// <summary>Filtered lists are counted up to here, so that no search counts a million rows.</summary>
    public const int CountLimit = 1_000;

    public const int LargestPage = 200;

    private const int ExcerptLength = 280;

    public async Task<Outcome<ItemPage>> ListAsync(Caller caller, int projectId, ItemFilter filter, ItemCursor cursor, int limit, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (limit is < 1 or > LargestPage)
            return Problem.Invalid("limit", $"Ask for 1 to {LargestPage} items at a time.");
        await using var db = await store.ReadAsync(ct);
        var labels = await LabelsAsync(db, projectId, ct);
        int? labelId = null;
        if (!string.IsNullOrWhiteSpace(filter.Label))
        {
            labelId = labels.Values.FirstOrDefault(label => label.Name.Equals(filter.Label.Trim(), StringComparison.OrdinalIgnoreCase))?.Id;
            if (labelId is null)
                return Problem.Invalid("label", $"There is no label \"{filter.Label}\" in this project.");
        }

        return seat.Value.Role >= Role.Lead
            ? await ListOfLeadAsync(db, projectId, filter, labelId, cursor, limit, labels, ct)
            : await ListOfAnnotatorAsync(db, projectId, caller.PersonId!.Value, filter, labelId, cursor, limit, labels, ct);
    }

    public async Task<Outcome<ItemView>> FindAsync(Caller caller, int projectId, long itemId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var isLead = seat.Value.Role >= Role.Lead;
        await using var db = await store.ReadAsync(ct);
        var item = await db.Items
            .Where(row => row.Id == itemId && row.ProjectId == projectId && row.Import!.State == ImportState.Completed)
            .Select(row => new { row.Id, row.ExternalId, row.Text, row.Meta, row.State, row.Consensus, row.IsAudit, row.Import!.FileName, row.LabelledAt })
            .SingleOrDefaultAsync(ct);
        if (item is null)
            return Problem.NotFound("item");
        var labels = await LabelsAsync(db, projectId, ct);
        var history = await db.Annotations
            .Where(decision => decision.ItemId == itemId && (isLead || decision.AnnotatorId == caller.PersonId))
            .OrderBy(decision => decision.Sequence)
            .Select(decision => new
            {
                decision.Sequence,
                Person = decision.Annotator!.DisplayName,
                decision.Action,
                decision.Labels,
                decision.Comment,
                decision.ElapsedMs,
                decision.CreatedAt,
                decision.IsCurrent,
                decision.IsAdjudication,
            })
            .ToListAsync(ct);
        var own = history.FindLast(decision => decision.IsCurrent && decision.Action != AnnotationAction.Undo);
        if (!isLead && own is null)
            return Problem.NotFound("item");
        var gold = isLead ? await db.GoldItems.SingleOrDefaultAsync(row => row.ItemId == itemId, ct) : null;
        return new ItemView(
            item.Id, item.ExternalId, item.Text, ReadMeta(item.Meta),
            isLead ? item.State : ItemQueries.StateOf(own!.Action),
            Named(isLead ? item.Consensus : own!.Labels, labels),
            isLead && item.IsAudit, item.FileName, isLead ? item.LabelledAt : own!.CreatedAt,
            [.. history.Select(decision => new HistoryEntry(
                decision.Sequence, decision.Person, decision.Action, Named(decision.Labels, labels), decision.Comment, decision.ElapsedMs,
                decision.CreatedAt, decision.IsCurrent, decision.IsAdjudication))],
            gold is null ? null : new ItemGoldView(gold.Kind, Named(gold.Labels, labels), gold.Explanation));
    }

    public async Task<Outcome<ItemChoices>> ChoicesAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var isLead = seat.Value.Role >= Role.Lead;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Task, row.State, row.SkippedCount }).SingleAsync(ct);
        var labels = await LabelsAsync(db, projectId, ct);
        // Who left the project is still among those who decided.
        List<ItemPerson> people = !isLead ? [] : await db.People
            .Where(person => db.Annotations.Any(decision => decision.ProjectId == projectId && decision.AnnotatorId == person.Id))
            .OrderBy(person => person.DisplayName)
            .Select(person => new ItemPerson(person.Id, person.DisplayName))
            .ToListAsync(ct);
        var imports = await db.Imports
            .Where(import => import.ProjectId == projectId && import.State == ImportState.Completed)
            .OrderByDescending(import => import.Id)
            .Select(import => new ItemImport(import.Id, import.FileName))
            .Take(200)
            .ToListAsync(ct);
        return new ItemChoices(
            seat.Value.Role, project.Task, project.State == ProjectState.Archived, [.. labels.Values.OrderBy(label => label.IsRetired).ThenBy(label => label.Position)],
            people, imports, project.SkippedCount);
    }

    private static async Task<ItemPage> ListOfLeadAsync(
        StudioDbContext db, int projectId, ItemFilter filter, int? labelId, ItemCursor cursor, int limit, Dictionary<int, ItemLabel> labels, CancellationToken ct)
    {
        var items = ItemQueries.OfLead(db, projectId, filter, labelId);
        var page = cursor.Before is { } before
            ? items.Where(item => item.Id < before).OrderByDescending(item => item.Id)
            : items.Where(item => item.Id > (cursor.After ?? 0)).OrderBy(item => item.Id);
        var rows = await page.Take(limit + 1)
            .Select(item => new { item.Id, item.ExternalId, Excerpt = item.Text.Substring(0, ExcerptLength), item.State, item.Consensus, item.IsAudit, item.LabelledAt })
            .ToListAsync(ct);
        var (total, isExact) = filter.IsEmpty
            ? (await db.Projects.Where(project => project.Id == projectId).Select(project => project.ItemCount).SingleAsync(ct), true)
            : Counted(await items.Take(CountLimit + 1).CountAsync(ct));
        return Page([.. rows.Select(row => new ItemRow(row.Id, row.ExternalId, row.Excerpt, row.State, Named(row.Consensus, labels), row.IsAudit, row.LabelledAt))], cursor, limit, total, isExact);
    }

    private static async Task<ItemPage> ListOfAnnotatorAsync(
        StudioDbContext db, int projectId, int me, ItemFilter filter, int? labelId, ItemCursor cursor, int limit, Dictionary<int, ItemLabel> labels, CancellationToken ct)
    {
        var own = ItemQueries.OfAnnotator(db, projectId, me, filter, labelId);
        var page = cursor.Before is { } before
            ? own.Where(decision => decision.ItemId < before).OrderByDescending(decision => decision.ItemId)
            : own.Where(decision => decision.ItemId > (cursor.After ?? 0)).OrderBy(decision => decision.ItemId);
        var rows = await page.Take(limit + 1)
            .Select(decision => new
            {
                decision.ItemId,
                decision.Item!.ExternalId,
                Excerpt = decision.Item.Text.Substring(0, ExcerptLength),
                decision.Action,
                decision.Labels,
                decision.CreatedAt,
            })
            .ToListAsync(ct);
        var (total, isExact) = Counted(await own.Take(CountLimit + 1).CountAsync(ct));
        return Page([.. rows.Select(row => new ItemRow(row.ItemId, row.ExternalId, row.Excerpt, ItemQueries.StateOf(row.Action), Named(row.Labels, labels), false, row.CreatedAt))], cursor, limit, total, isExact);
    }

    private static (int Total, bool IsExact) Counted(int count) => count > CountLimit ? (CountLimit, false) : (count, true);

    // One row more than asked for says whether there is a page beyond.
    private static ItemPage Page(List<ItemRow> rows, ItemCursor cursor, int limit, int total, bool isExact)
    {
        var isMore = rows.Count > limit;
        if (isMore)
            rows.RemoveAt(limit);
        if (cursor.Before is not null)
            rows.Reverse();
        var hasNext = cursor.Before is not null || isMore;
        var hasPrevious = cursor.Before is not null ? isMore : cursor.After is not null;
        return new ItemPage(rows, hasNext && rows.Count > 0 ? rows[^1].Id : null, hasPrevious && rows.Count > 0 ? rows[0].Id : null, total, isExact);
    }

    private static Task<Dictionary<int, ItemLabel>> LabelsAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Labels
        .Where(label => label.ProjectId == projectId)
        .Select(label => new ItemLabel(label.Id, label.Name, label.Color, label.Position, label.RetiredAt != null))
        .ToDictionaryAsync(label => label.Id, ct);

    private static List<ItemLabel> Named(List<int>? ids, Dictionary<int, ItemLabel> labels) =>
        ids is null ? [] : [.. ids.Where(labels.ContainsKey).Select(id => labels[id]).OrderBy(label => label.Position)];

    private static List<KeyValuePair<string, string>> ReadMeta(string? meta)
    {
        if (string.IsNullOrEmpty(meta))
            return [];
        using var json = JsonDocument.Parse(meta);
        return json.RootElement.ValueKind != JsonValueKind.Object ? [] : [.. json.RootElement.EnumerateObject()
            .Select(pair => KeyValuePair.Create(pair.Name, pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()! : pair.Value.GetRawText()))];
    }
}
