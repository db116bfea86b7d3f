using System.Text.Json;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>What a <c>config.json</c> says of an encoder.</summary>
internal sealed record EncoderConfig(int? Dimension, int? Layers, int? MostTokens, string? Licence)
{
    // Families whose positions are counted from behind the padding piece's number.
    private static readonly string[] ShiftedPositions = ["mpnet", "roberta", "xlm-roberta", "camembert"];

    public static EncoderConfig None { get; } = new(null, null, null, null);

    /// <exception cref="InvalidDataException">There is such a file, and it is not JSON.</exception>
    public static EncoderConfig Read(string path)
    {
        using var json = Open(path);
        if (json is null)
            return None;
        var root = json.RootElement;
        var positions = Number(root, "max_position_embeddings");
        return new EncoderConfig(
            Number(root, "hidden_size") ?? Number(root, "dim"),
            Number(root, "num_hidden_layers") ?? Number(root, "n_layers"),
            positions - (ShiftedPositions.Contains(Word(root, "model_type")) ? 2 : 0),
            Word(root, "license"));
    }

    /// <summary>How texts are made ready, by a <c>tokenizer_config.json</c>; null where it does not say.</summary>
    public static WordPieceSettings? TokenizerSettings(string path)
    {
        using var json = Open(path);
        if (json is null || Flag(json.RootElement, "do_lower_case") is not { } lowercases)
            return null;
        return new WordPieceSettings
        {
            Lowercases = lowercases,
            StripsAccents = Flag(json.RootElement, "strip_accents"),
            SplitsChinese = Flag(json.RootElement, "tokenize_chinese_chars") ?? true,
        };
    }

    private static JsonDocument? Open(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var file = File.OpenRead(path);
            var json = JsonDocument.Parse(file);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new JsonException("it is not an object");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not valid JSON. Copy it again, or leave it out.", exception);
        }
    }

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Word(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Flag(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
