using System.Runtime.InteropServices;
using System.Text.Json;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Writes a regression model, with everything of its feature space that it reads, as JSON that a short program in any language can answer by.</summary>
/// <remarks>
/// The format, and a reader in Python whose probabilities agree to 1e-6, are in <c>src/portable-models.md</c>. Long arrays are base64 of little-endian
/// numbers: exact, and a third of the length of digits. About 50 MB for a pool of 100,000 news items.
/// </remarks>
public static class PortableRegression
{
    /// <summary>What the file says it is; another number means another reader.</summary>
    public const string Format = "annotation-studio-regression-2";

    /// <summary>Writes the model.</summary>
    /// <exception cref="ArgumentException">It is not a regression model.</exception>
    public static void Write(IModel model, Stream into)
    {
        if (model is not RegressionModel regression)
            throw new ArgumentException($"A {model?.Tier} model is not a regression.", nameof(model));
        using var json = new Utf8JsonWriter(into);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("task", regression.Labels.Task == LabelTask.Single ? "single" : "multi");
        WriteTexts(json, "labels", regression.Labels.Labels.Select(label => label.Name));
        WriteNumbers(json, "thresholds", regression.Thresholds);
        WriteHead(json, regression.Head);
        WriteBlock(json, "words", regression.Space.Words, regression.Head.Words);
        if (regression.Space.Characters is { } characters)
            WriteBlock(json, "characters", characters, regression.Head.Characters);
        else
            json.WriteNull("characters");
        WriteEmbedding(json, regression.Space.Vectors, regression.Head.Dense);
        if (regression.Rules is not null)
            WriteRules(json, regression.Labels, regression.Head.Matches);
        else
            json.WriteNull("rules");
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, LinearHead head)
    {
        json.WriteStartArray("outputs");
        foreach (var label in head.Seen)
            json.WriteNumberValue(label);
        json.WriteEndArray();
        WriteNumbers(json, "intercepts", head.Intercepts);
    }

    private static void WriteBlock(Utf8JsonWriter json, string name, ColumnMap columns, SparseWeights weights)
    {
        json.WriteStartObject(name);
        WriteArray<int>(json, "buckets", columns.Used);
        WriteArray(json, "idf", columns.Weights);
        WriteArray<int>(json, "columns", weights.Columns);
        WriteArray<float>(json, "weights", weights.Compact());
        json.WriteEndObject();
    }

    private static void WriteEmbedding(Utf8JsonWriter json, WordVectors vectors, float[] dense)
    {
        var count = vectors.Hashes.Length;
        var (topic, style) = (new float[count], new float[count]);
        for (var word = 0; word < count; word++)
            (topic[word], style[word]) = vectors.Weights(word);
        json.WriteStartObject("embedding");
        json.WriteNumber("dimensions", vectors.Dimensions);
        WriteArray(json, "words", vectors.Hashes);
        WriteArray(json, "vectors", vectors.Vectors);
        WriteArray<float>(json, "topic", topic);
        WriteArray<float>(json, "style", style);
        WriteArray<float>(json, "directions", [.. vectors.Direction(0), .. vectors.Direction(1)]);
        WriteArray<float>(json, "weights", dense);
        json.WriteEndObject();
    }

    // The labels that rules match are columns too, so whoever answers needs the rules.
    private static void WriteRules(Utf8JsonWriter json, LabelSet labels, SparseWeights weights)
    {
        json.WriteStartObject("rules");
        json.WritePropertyName("model");
        using (var rules = new MemoryStream())
        {
            RulesArtifact.Write(labels, rules);
            json.WriteRawValue(rules.ToArray());
        }

        WriteArray<int>(json, "columns", weights.Columns);
        WriteArray<float>(json, "weights", weights.Compact());
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<float>? numbers)
    {
        if (numbers is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Models are written on little-endian machines only.");
        json.WriteBase64String(name, MemoryMarshal.AsBytes(values));
    }
}
