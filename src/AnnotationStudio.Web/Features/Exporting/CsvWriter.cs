using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>Writes rows as comma-separated values that no spreadsheet takes for formulas.</summary>
/// <remarks>
/// Source: OWASP, CSV Injection. A cell that begins with = + - @, a tab or a carriage return gets an apostrophe before it. So does one that begins with apostrophes
/// and then such a character, so that an import can take exactly one away again.
/// </remarks>
internal sealed class CsvWriter(IReadOnlyList<string> columns)
{
    private static readonly SearchValues<char> _quoted = SearchValues.Create(",\"\r\n\t ");

    public void WriteHeader(ArrayBufferWriter<byte> into) => WriteLine(columns, into);

    public void Write(List<List<ExportField>> rows, ArrayBufferWriter<byte> into)
    {
        foreach (var row in rows)
        {
            var cells = row.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => Cell(field.Value!), StringComparer.Ordinal);
            if (columns.Contains("meta") && MetaOf(row) is { } meta)
                cells["meta"] = meta;
            WriteLine(columns.Select(column => cells.GetValueOrDefault(column, "")), into);
        }
    }

    /// <summary>The value as it stands in the file.</summary>
    public static string Shield(string value) => value.AsSpan().TrimStart('\'') is { Length: > 0 } rest && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
        ? "'" + value
        : value;

    private static void WriteLine(IEnumerable<string> cells, ArrayBufferWriter<byte> into) =>
        Encoding.UTF8.GetBytes(string.Join(',', cells.Select(cell => Quote(Shield(cell)))) + "\r\n", into);

    private static string Quote(string value) => value.AsSpan().ContainsAny(_quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Cell(object value) => value switch
    {
        string text => text,
        // A lone separator says that there are no labels; an empty cell says nothing about them.
        IReadOnlyList<string> labels => labels.Count == 0 ? "|" : string.Join('|', labels),
        bool flag => flag ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
        JsonElement { ValueKind: JsonValueKind.Null } => "",
        JsonElement element => element.GetRawText(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string? MetaOf(List<ExportField> row)
    {
        var fields = row.Where(field => field.Value is JsonElement).ToDictionary(field => field.Name, field => (JsonElement)field.Value!);
        return fields.Count == 0 ? null : JsonSerializer.Serialize(fields);
    }
}
