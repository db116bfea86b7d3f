using System.Runtime.CompilerServices;
using System.Text.Json;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>The rows of an export a page at a time, so that memory does not grow with the project.</summary>
internal sealed class RowSource(StudioStore store, int projectId, ExportRequest request)
{
    private const int PageRows = 1_000;
    private const int MostMetaColumns = 200;
    private const string Imported = "imported";
    private static readonly string[] _items = ["id", "text"];
    private static readonly string[] _annotations =
        ["sequence", "key", "itemId", "id", "annotator", "action", "labels", "comment", "elapsedMs", "modelVersion", "createdAt", "supersedes", "isCurrent"];

    private Dictionary<int, string> _names = [];
    private ProjectTask _task;

    private string LabelName => _task == ProjectTask.Single ? "label" : "labels";

    /// <summary>Names of the columns, as a file with a header needs them beforehand.</summary>
    public async Task<IReadOnlyList<string>> ColumnsAsync(CancellationToken ct)
    {
        await OpenAsync(ct);
        if (request.Rows == ExportRows.Annotations)
            return _annotations;
        await using var db = await store.ReadAsync(ct);
        var keys = await db.Database.SqlQuery<string>(
            $"""
            SELECT DISTINCT field.key AS Value FROM Imports AS import
            JOIN Items AS item ON item.ImportId = import.Id, json_each(item.Meta) AS field
            WHERE import.ProjectId = {projectId} AND import.State = 'Completed' AND item.Meta IS NOT NULL
            """).Take(MostMetaColumns + 1).ToListAsync(ct);
        // Fields that differ from row to row would make a table of holes: then they stay together, as JSON.
        string[] meta = keys.Count > MostMetaColumns ? ["meta"] : [.. keys.Select(MetaName).Order(StringComparer.Ordinal)];
        return [.. _items, LabelName, .. meta];
    }

    public async IAsyncEnumerable<List<List<ExportField>>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await OpenAsync(ct);
        var pages = request.Rows == ExportRows.Annotations ? AnnotationsAsync(ct) : ItemsAsync(ct);
        await foreach (var page in pages)
            yield return page;
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Include(row => row.Labels).SingleAsync(row => row.Id == projectId, ct);
        _task = project.Task;
        _names = project.Labels.ToDictionary(label => label.Id, label => label.Name);
    }

    // Import by import, since items lie in the order of their ids there.
    private async IAsyncEnumerable<List<List<ExportField>>> ItemsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var imports = await db.Imports.Where(import => import.ProjectId == projectId && import.State == ImportState.Completed)
            .OrderBy(import => import.Id).Select(import => import.Id).ToListAsync(ct);
        foreach (var import in imports)
            for (long after = 0, last = -1; after != last;)
            {
                last = after;
                await using var page = await store.ReadAsync(ct);
                var items = await page.Items.Where(item => item.ImportId == import && item.Id > last).OrderBy(item => item.Id).Take(PageRows)
                    .Select(item => new { item.Id, item.ExternalId, item.Text, item.Meta, item.State, item.Consensus }).ToListAsync(ct);
                if (items.Count == 0)
                    break;
                after = items[^1].Id;
                yield return [.. items
                    .Where(item => item.State == ItemState.Labelled || request.Unlabelled && item.State != ItemState.Erased)
                    .Select(item => ItemRow(item.ExternalId, item.Text, item.State == ItemState.Labelled ? item.Consensus : null, item.Meta))];
            }
    }

    private List<ExportField> ItemRow(string? externalId, string text, List<int>? labels, string? meta)
    {
        var row = new List<ExportField> { new("id", externalId), new("text", text) };
        if (labels is not null)
            row.Add(new ExportField(LabelName, _task == ProjectTask.Single ? labels.Select(Name).FirstOrDefault() : Names(labels)));
        if (meta is not null)
            row.AddRange(JsonSerializer.Deserialize<JsonElement>(meta).EnumerateObject().Select(field => new ExportField(MetaName(field.Name), field.Value)));
        return row;
    }

    private async IAsyncEnumerable<List<List<ExportField>>> AnnotationsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; ;)
        {
            var last = after;
            await using var db = await store.ReadAsync(ct);
            // The plus keeps SQLite from an index that would have to be sorted anew for each page.
            var page = await db.Annotations
                .FromSql($"SELECT * FROM Annotations WHERE +ProjectId = {projectId} AND Sequence > {last} ORDER BY Sequence LIMIT {PageRows}")
                .OrderBy(row => row.Sequence)
                .Select(row => new { Row = row, row.Item!.ExternalId, row.Annotator!.DisplayName, IsVisible = row.Item.Import!.State == ImportState.Completed })
                .ToListAsync(ct);
            if (page.Count == 0)
                yield break;
            after = page[^1].Row.Sequence;
            yield return [.. page.Where(entry => entry.IsVisible).Select(entry => AnnotationRow(entry.Row, entry.ExternalId, entry.DisplayName ?? Imported))];
        }
    }

    private List<ExportField> AnnotationRow(Annotation row, string? externalId, string annotator) =>
    [
        new("sequence", row.Sequence),
        new("key", row.Key.ToString()),
        new("itemId", row.ItemId),
        new("id", externalId),
        new("annotator", annotator),
        new("action", JsonNamingPolicy.CamelCase.ConvertName(row.Action.ToString())),
        new("labels", Names(row.Labels)),
        new("comment", row.Comment),
        new("elapsedMs", row.ElapsedMs),
        new("modelVersion", row.ModelVersion),
        new("createdAt", row.CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        new("supersedes", row.Supersedes),
        new("isCurrent", row.IsCurrent),
    ];

    private string[] Names(List<int> labels) => [.. labels.Select(Name)];

    private string Name(int label) => _names.TryGetValue(label, out var name) ? name : $"label {label}";

    // What the file said must not be taken for the studio's own.
    private static string MetaName(string name) => name is "id" or "text" or "label" or "labels" or "meta" ? $"meta.{name}" : name;
}
