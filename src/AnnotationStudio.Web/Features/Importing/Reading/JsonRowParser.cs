using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Makes of a JSON object a row: text, id and labels are taken, all else is copied into the meta as it stands.</summary>
internal sealed class JsonRowParser(RowColumns columns)
{
    private const string ObjectOnly = "Write one JSON object a line, such as {\"text\": \"…\", \"label\": \"…\"}";
    private readonly byte[] _text = Encoding.UTF8.GetBytes(columns.Text);
    private readonly byte[]? _id = columns.Id is null ? null : Encoding.UTF8.GetBytes(columns.Id);
    private readonly byte[][] _labels = [.. columns.Labels.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _leaveOut = [.. columns.LeaveOut.Select(Encoding.UTF8.GetBytes)];
    private readonly ArrayBufferWriter<byte> _meta = new();

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A string in it holds half a character.</exception>
    public RawRow Parse(long number, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return RawRow.Rejected(number, "Not a JSON object", ObjectOnly);
        var parts = default(Parts);
        _meta.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            if (TakeProperty(ref reader, line, ref parts) is var (wrong, remedy))
                return RawRow.Rejected(number, wrong, remedy);
        reader.Read();
        return parts.Text is null
            ? RawRow.Rejected(number, $"\"{columns.Text}\" is missing", $"Add \"{columns.Text}\", or say which field holds the text")
            : new RawRow(number) { Text = parts.Text, ExternalId = parts.Id, Labels = parts.Labels, Meta = Meta() };
    }

    private (string Wrong, string Remedy)? TakeProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, ref Parts parts)
    {
        if (reader.ValueTextEquals(_text))
        {
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                return ($"\"{columns.Text}\" is not a string", "Write the text in quotes");
            parts.Text = reader.GetString();
        }
        else if (_id is not null && reader.ValueTextEquals(_id))
        {
            reader.Read();
            if (!TryScalar(ref reader, line, out parts.Id))
                return ($"\"{columns.Id}\" is neither a string nor a number", "Write the id in quotes, or leave it out");
        }
        else if (IsAny(ref reader, _labels))
        {
            reader.Read();
            if (!TryLabels(ref reader, line, out var labels))
                return ("The labels are neither a string nor a list of strings", "Write \"label\": \"a\" or \"labels\": [\"a\", \"b\"]");
            parts.Labels = parts.Labels is null || labels is null ? labels ?? parts.Labels : [.. parts.Labels, .. labels];
        }
        else
        {
            Keep(ref reader, line);
        }

        return null;
    }

    private static bool IsAny(ref Utf8JsonReader reader, byte[][] names)
    {
        foreach (var name in names)
            if (reader.ValueTextEquals(name))
                return true;
        return false;
    }

    private static bool TryScalar(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, out string? value)
    {
        value = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]),
            _ => null,
        };
        return value is not null || reader.TokenType == JsonTokenType.Null;
    }

    private static bool TryLabels(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, out IReadOnlyList<string>? labels)
    {
        labels = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (!TryScalar(ref reader, line, out var one))
                return false;
            labels = string.IsNullOrWhiteSpace(one) ? null : [one];
            return true;
        }

        var many = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryScalar(ref reader, line, out var label) || label is null)
                return false;
            many.Add(label);
        }

        labels = many;
        return true;
    }

    // Copies name and value byte for byte, so that numbers keep their digits; walks them, so that half characters are found now and not by a reader of the meta.
    private void Keep(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var drop = IsAny(ref reader, _leaveOut);
        var nameStart = (int)reader.TokenStartIndex;
        var nameLength = reader.ValueSpan.Length + 2;
        CheckString(ref reader);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = reader.CurrentDepth;
            do
            {
                reader.Read();
                CheckString(ref reader);
            }
            while (reader.CurrentDepth > depth);
        }

        CheckString(ref reader);
        if (drop)
            return;
        _meta.Write(_meta.WrittenCount == 0 ? "{"u8 : ","u8);
        _meta.Write(line.Slice(nameStart, nameLength));
        _meta.Write(":"u8);
        _meta.Write(line[start..(int)reader.BytesConsumed]);
    }

    private static void CheckString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            reader.GetString();
    }

    private string? Meta()
    {
        if (_meta.WrittenCount == 0)
            return null;
        _meta.Write("}"u8);
        return Encoding.UTF8.GetString(_meta.WrittenSpan);
    }

    private struct Parts
    {
        public string? Text;
        public string? Id;
        public IReadOnlyList<string>? Labels;
    }
}
