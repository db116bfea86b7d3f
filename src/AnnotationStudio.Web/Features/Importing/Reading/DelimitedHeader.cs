using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What the columns of a file of separated values mean.</summary>
internal sealed class DelimitedHeader
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string[] _names;
    private readonly int _text;
    private readonly int _id;
    private readonly int[] _labels;
    private readonly bool[] _isKept;
    private readonly ArrayBufferWriter<byte> _meta = new();

    private DelimitedHeader(string[] names, RowColumns columns)
    {
        _names = names;
        _text = Find(columns.Text);
        _id = columns.Id is null ? -1 : Find(columns.Id);
        _labels = [.. columns.Labels.Select(Find).Where(index => index >= 0).Distinct()];
        _isKept = [.. names.Select((name, index) => index != _text && index != _id && !_labels.Contains(index) && !columns.LeaveOut.Contains(name))];
        Problem = Check(columns);
    }

    /// <summary>Why the file cannot be read by this header, or null.</summary>
    public RawRow? Problem { get; private init; }

    public static DelimitedHeader Read(RecordReader records, RowColumns columns)
    {
        if (records.Problem is { Problem: { } unreadable })
            return new DelimitedHeader([columns.Text], columns) { Problem = new RawRow(1) { Problem = unreadable with { RefusesFile = true } } };
        return new DelimitedHeader(Names(records), columns);
    }

    public static string[] Names(RecordReader header) =>
        [.. Enumerable.Range(0, header.FieldCount).Select(index => header.Field(index).Trim() is { Length: > 0 } name ? name : $"column {index + 1}")];

    public RawRow Row(RecordReader record)
    {
        if (record.FieldCount > _names.Length)
            return RawRow.Rejected(record.Number, $"{record.FieldCount} values under {_names.Length} columns", "Put the value with the extra delimiter in quotes");
        return new RawRow(record.Number)
        {
            Text = Value(record, _text) ?? "",
            ExternalId = Value(record, _id) is { Length: > 0 } id ? id : null,
            Labels = Labels(record),
            Meta = Meta(record),
        };
    }

    // An exact name wins over one that differs in case.
    private int Find(string name) => Array.IndexOf(_names, name) is >= 0 and var exact
        ? exact
        : Array.FindIndex(_names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));

    private RawRow? Check(RowColumns columns)
    {
        var missing = _text < 0 ? columns.Text
            : columns.LabelIsNamed && _labels.Length == 0 ? columns.Labels[0]
            : columns.IdIsNamed && _id < 0 ? columns.Id
            : null;
        if (missing is not null)
            return Refused($"Column \"{missing}\" is missing", $"Add it, or say which column is meant; the file has: {RejectedRow.Excerpt(string.Join(", ", _names))}");
        var twice = _names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? null : Refused($"Two columns are named \"{RejectedRow.Excerpt(twice)}\"", "Rename one of them");
    }

    private static RawRow Refused(string wrong, string remedy) => RawRow.Rejected(1, wrong, remedy, refusesFile: true);

    // Exports put an apostrophe before what a spreadsheet would take for a formula; here it goes again.
    private static string? Value(RecordReader record, int index) =>
        index < 0 || index >= record.FieldCount ? null
        : record.Field(index) is var value && value.Length > 1 && value[0] == '\'' && IsShielded(value) ? value[1..] : value;

    private static bool IsShielded(string value) => value.AsSpan().TrimStart('\'') is { Length: > 0 } rest && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    private List<string>? Labels(RecordReader record)
    {
        List<string>? labels = null;
        foreach (var index in _labels)
            if (Value(record, index) is { } cell && !string.IsNullOrWhiteSpace(cell))
                (labels ??= []).AddRange(cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return labels;
    }

    private string? Meta(RecordReader record)
    {
        _meta.Clear();
        using var json = new Utf8JsonWriter(_meta, _plain);
        json.WriteStartObject();
        var any = false;
        for (var index = 0; index < record.FieldCount; index++)
        {
            if (!_isKept[index] || Value(record, index) is not { Length: > 0 } value)
                continue;
            json.WriteString(_names[index], value);
            any = true;
        }

        json.WriteEndObject();
        json.Flush();
        return any ? Encoding.UTF8.GetString(_meta.WrittenSpan) : null;
    }
}
