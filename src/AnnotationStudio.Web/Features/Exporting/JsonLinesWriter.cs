using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>Writes rows as one JSON object a line.</summary>
internal static class JsonLinesWriter
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(List<List<ExportField>> rows, ArrayBufferWriter<byte> into)
    {
        using var json = new Utf8JsonWriter(into, _readable);
        foreach (var row in rows)
        {
            json.Reset();
            json.WriteStartObject();
            foreach (var field in row)
                Write(json, field);
            json.WriteEndObject();
            json.Flush();
            into.Write("\n"u8);
        }
    }

    private static void Write(Utf8JsonWriter json, ExportField field)
    {
        if (field.Value is null)
            return;
        json.WritePropertyName(field.Name);
        switch (field.Value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case IReadOnlyList<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            default:
                json.WriteNumberValue(Convert.ToInt64(field.Value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
