using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Shows how a file will be read before it is sent.</summary>
public sealed class PreviewDesk(StudioStore store, ProjectGate gate, IOptions<ImportingOptions> options)
{
    /// <summary>Enough of a file to show its first rows, bytes.</summary>
    public const int HeadBytes = 64 * 1024;

    private const int RowsShown = 6;

    /// <param name="head">The file's beginning, at most <see cref="HeadBytes"/>.</param>
    /// <param name="roles">What the columns become; null guesses.</param>
    public async Task<Outcome<ImportPreview>> ReadAsync(
        Caller caller, int projectId, byte[] head, string? format, string fileName, IReadOnlyList<ColumnRole>? roles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (ImportFormats.Of(format, fileName) is var known && !known.IsDone)
            return known.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Include(row => row.Labels).SingleAsync(row => row.Id == projectId, ct);
        var whole = WholeRows(head);
        var (columns, cells) = await CellReader.ReadAsync(whole, known.Value, RowsShown, ct);
        var index = new LabelIndex(project.Task, project.Labels);
        var given = roles?.Count == columns.Count ? roles : ColumnGuess.Of(columns, cells, index);
        var rows = await RawRowsAsync(whole, known.Value, Request(columns, given), ct);
        return new ImportPreview(
            known.Value.Word, columns, given, Rows(rows, cells, project, index), rows.FirstOrDefault(row => row.Problem is { RefusesFile: true })?.Problem,
            Aliases(rows, project.Labels), project.Settings.ImportedLabels);
    }

    /// <summary>The request that reads the columns so.</summary>
    public static ImportRequest Request(IReadOnlyList<string> columns, IReadOnlyList<ColumnRole> roles)
    {
        return new ImportRequest { TextColumn = Named(ColumnRole.Text), LabelColumn = Named(ColumnRole.Label), IdColumn = Named(ColumnRole.Id), LeaveOut = [.. All(ColumnRole.LeftOut)] };

        IEnumerable<string> All(ColumnRole role) => columns.Where((_, index) => roles[index] == role);

        string Named(ColumnRole role) => All(role).FirstOrDefault() ?? "";
    }

    // The head may end in the middle of a row.
    private static byte[] WholeRows(byte[] head) =>
        head.Length < HeadBytes || Array.LastIndexOf(head, (byte)'\n') is not (> 0 and var last) ? head : head[..(last + 1)];

    private async Task<List<RawRow>> RawRowsAsync(byte[] head, ImportFormat format, ImportRequest request, CancellationToken ct)
    {
        using var stream = new MemoryStream(head);
        var longest = options.Value.LongestRowBytes;
        return await RowReader.ReadAsync(new LineReader(stream, longest), format, new RowColumns(request), longest, ct).Take(RowsShown).ToListAsync(ct);
    }

    private List<PreviewRow> Rows(List<RawRow> rows, List<string?[]> cells, Project project, LabelIndex index)
    {
        var labels = project.Labels.ToDictionary(label => label.Id, label => new PreviewLabel(label.Name, label.Position, label.Color));
        var preparer = new RowPreparer(index, project.Settings.ImportedLabels, options.Value.LongestText);
        if (rows.Any(row => row.Problem is { RefusesFile: true }))
            return [.. cells.Select((row, at) => new PreviewRow(at + 1, row, [], Problem: null))];
        return [.. rows.Take(cells.Count).Select((row, at) =>
        {
            var ids = row.Labels is null ? [] : index.Resolve(row.Number, row.Labels).Ids ?? [];
            return new PreviewRow(row.Number, cells[at], [.. ids.Select(id => labels[id])], preparer.Prepare(row).Problem);
        })];
    }

    private static List<(string Alias, string Name)> Aliases(List<RawRow> rows, List<Label> labels) => [.. rows
        .SelectMany(row => row.Labels ?? [])
        .Select(name => name.Trim())
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => (name, labels.FirstOrDefault(label => label.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))?.Name))
        .Where(pair => pair.Name is not null && !pair.Name.Equals(pair.name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => (pair.name, pair.Name!))];
}
