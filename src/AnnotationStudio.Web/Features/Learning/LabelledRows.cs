using System.Text.Json;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Files of labelled texts and of labels, as simulating and evaluating take them.</summary>
internal static class LabelledRows
{
    /// <summary>JSONL of <c>{"text", "label" or "labels"}</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that named it, for what is said when it cannot be read.</param>
    /// <param name="ct">Checked for each line.</param>
    public static async Task<Outcome<List<LabelledText>>> ReadAsync(string path, string option, CancellationToken ct)
    {
        if (!File.Exists(path))
            return Problem.Invalid(option, $"There is no file {path}.");
        var rows = new List<LabelledText>();
        await foreach (var line in File.ReadLinesAsync(path, ct))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                rows.Add(ReadRow(line));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                return Problem.Invalid(option, $"Row {rows.Count + 1:N0} is not {{\"text\", \"label\" or \"labels\"}}. Mend it, and try again.");
            }
        }

        return rows;
    }

    /// <summary>A JSON array of <c>{"name", "aliases", "parents"}</c>; parents by name.</summary>
    public static async Task<Outcome<LabelSet>> ReadLabelsAsync(string path, string option, LabelTask task, CancellationToken ct)
    {
        if (!File.Exists(path))
            return Problem.Invalid(option, $"There is no file {path}.");
        try
        {
            await using var file = File.OpenRead(path);
            using var json = await JsonDocument.ParseAsync(file, cancellationToken: ct);
            string[] names = [.. json.RootElement.EnumerateArray().Select(label => label.GetProperty("name").GetString()!)];
            return new LabelSet(task, [.. json.RootElement.EnumerateArray().Select(label => new LabelDefinition(
                label.GetProperty("name").GetString()!, Names(label, "aliases"), [.. Names(label, "parents").Select(parent => Index(names, parent))]))]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Problem.Invalid(option, $"{path} is not an array of {{\"name\", \"aliases\", \"parents\"}}, parents by name. Mend it, and try again.");
        }
    }

    private static LabelledText ReadRow(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        string[] labels = row.TryGetProperty("labels", out var list)
            ? [.. list.EnumerateArray().Select(label => label.GetString()!)]
            : [row.GetProperty("label").GetString()!];
        return new LabelledText(row.GetProperty("text").GetString()!, labels);
    }

    private static string[] Names(JsonElement label, string property) =>
        label.TryGetProperty(property, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    private static int Index(string[] names, string parent) =>
        Array.IndexOf(names, parent) is >= 0 and var index ? index : throw new KeyNotFoundException(parent);
}
