using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The first rows of a file as a table, before anybody has said what the columns mean.</summary>
internal static class CellReader
{
    private const int LongestCell = 200;

    public static async Task<(List<string> Columns, List<string?[]> Rows)> ReadAsync(byte[] head, ImportFormat format, int rows, CancellationToken ct)
    {
        using var stream = new MemoryStream(head);
        var lines = new LineReader(stream, head.Length + 1);
        return format switch
        {
            ImportFormat.Csv => await RecordsAsync(new RecordReader(lines, (byte)',', head.Length + 1), rows, ct),
            ImportFormat.Tsv => await RecordsAsync(new RecordReader(lines, (byte)'\t', head.Length + 1), rows, ct),
            ImportFormat.Txt => (["text"], await TextsAsync(lines, rows, ct)),
            _ => await ObjectsAsync(lines, rows, ct),
        };
    }

    private static async Task<(List<string> Columns, List<string?[]> Rows)> RecordsAsync(RecordReader records, int rows, CancellationToken ct)
    {
        var found = new List<string?[]>();
        var columns = await records.ReadAsync(ct) ? DelimitedHeader.Names(records) : [];
        while (found.Count < rows && await records.ReadAsync(ct))
            if (!records.IsBlank || records.Problem is not null)
                found.Add([.. columns.Select((_, index) => index < records.FieldCount && records.Problem is null ? Short(records.Field(index)) : null)]);
        return ([.. columns], found);
    }

    private static async Task<List<string?[]>> TextsAsync(LineReader lines, int rows, CancellationToken ct)
    {
        var found = new List<string?[]>();
        while (found.Count < rows && await lines.ReadAsync(ct))
            if (Encoding.UTF8.GetString(lines.Line.Span) is var text && !string.IsNullOrWhiteSpace(text))
                found.Add([Short(text)]);
        return found;
    }

    private static async Task<(List<string> Columns, List<string?[]> Rows)> ObjectsAsync(LineReader lines, int rows, CancellationToken ct)
    {
        var columns = new List<string>();
        var found = new List<Dictionary<string, string?>>();
        while (found.Count < rows && await lines.ReadAsync(ct))
        {
            if (lines.Line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            var row = Fields(lines.Line);
            columns.AddRange(row.Keys.Where(name => !columns.Contains(name)));
            found.Add(row);
        }

        return (columns, found.ConvertAll(row => columns.Select(name => row.GetValueOrDefault(name)).ToArray()));
    }

    private static Dictionary<string, string?> Fields(ReadOnlyMemory<byte> line)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                foreach (var field in json.RootElement.EnumerateObject())
                    fields[field.Name] = Cell(field.Value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The row's problem is told beside it.
        }

        return fields;
    }

    private static string? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Short(value.GetString()!),
        JsonValueKind.Array => Short(string.Join(" | ", value.EnumerateArray().Select(element => element.ToString()))),
        _ => Short(value.ToString()),
    };

    private static string? Short(string text) => text.Length == 0 ? null : text.Length <= LongestCell ? text : text[..LongestCell] + "…";
}
