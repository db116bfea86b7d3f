using System.Text.Json;
using AnnotationStudio.Engine.Learning;

namespace AnnotationStudio.Engine.Tests;

/// <summary>Public data sets for measuring, in the folder that STUDIO_DATASETS names; a test without them is skipped.</summary>
internal static class Datasets
{
    public static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("STUDIO_DATASETS");
            Assert.SkipWhen(string.IsNullOrEmpty(folder), "STUDIO_DATASETS does not name a folder of data sets.");
            return folder!;
        }
    }

    /// <summary>Reference figures, in the folder beside the data sets.</summary>
    public static string Reference
    {
        get
        {
            var folder = Path.Combine(Folder, "..", "reference");
            Assert.SkipUnless(Directory.Exists(folder), "There is no folder of reference figures beside STUDIO_DATASETS.");
            return folder;
        }
    }

    public static List<LabelledText> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(Folder, file)).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            string[] labels = row.RootElement.TryGetProperty("label", out var one)
                ? [one.GetString()!]
                : [.. row.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
            return new LabelledText(row.RootElement.GetProperty("text").GetString()!, labels);
        }),
    ];
}
