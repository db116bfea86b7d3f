using System.Text.Json;
using AnnotationStudio.Engine.Learning;

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

    /// <summary>Whether any row has a list of labels.</summary>
    public static bool IsMulti(string paths)
    {
        using var row = JsonDocument.Parse(File.ReadLines(paths.Split(',')[0]).First());
        return row.RootElement.TryGetProperty("labels", out _);
    }
}
