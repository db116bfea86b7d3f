using System.Text.Json;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Benchmarks;

/// <summary>Labelled texts in JSONL files: <c>text</c>, and <c>label</c> or <c>labels</c>.</summary>
internal static class LabelledFile
{
    /// <summary>The rows of one or several files, in order.</summary>
    /// <param name="paths">Separated by commas.</param>
    public static List<LabelledText> Read(string paths) =>
    [
        .. paths.Split(',').SelectMany(File.ReadLines).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            string[] labels = row.RootElement.TryGetProperty("label", out var one)
                ? [one.GetString()!]
                : [.. row.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
            return new LabelledText(row.RootElement.GetProperty("text").GetString()!, labels);
        }),
    ];

    /// <summary>Labels with <c>name</c>, <c>aliases</c> and <c>parents</c>, as a JSON list.</summary>
    public static LabelSet Names(string path, LabelTask task)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] labels = [.. json.RootElement.EnumerateArray()];
        string[] names = [.. labels.Select(label => label.GetProperty("name").GetString()!)];
        string[] Texts(JsonElement label, string property) => [.. label.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];
        return new LabelSet(
            task, [.. labels.Zip(names, (label, name) => new LabelDefinition(name, Texts(label, "aliases"), [.. Texts(label, "parents").Select(parent => Array.IndexOf(names, parent))]))]);
    }

    /// <summary>Whether any row has a list of labels.</summary>
    public static bool IsMulti(string paths)
    {
        using var row = JsonDocument.Parse(File.ReadLines(paths.Split(',')[0]).First());
        return row.RootElement.TryGetProperty("labels", out _);
    }
}
