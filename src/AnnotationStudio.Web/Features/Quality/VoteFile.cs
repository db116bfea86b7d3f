using System.Text.Json;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>The votes of a file, and the true labels of its items where they are known.</summary>
/// <param name="Votes">Who said what.</param>
/// <param name="Labels">Names of the labels that were given, in order.</param>
/// <param name="Gold">For each item its true labels, ascending; null where they are not known. A label that nobody gave lies beyond <paramref name="Labels"/>.</param>
internal sealed record VoteFile(Votes Votes, string[] Labels, int[]?[] Gold)
{
    private const string Shape = "{\"item\", \"annotator\", \"label\" or \"labels\", \"gold\"?}";

    /// <summary>JSONL of <c>{"item", "annotator", "label" or "labels", "gold"?}</c>; a row of <c>labels</c> makes the task multi-label.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that named it, for what is said when it cannot be read.</param>
    /// <param name="ct">Checked for each line.</param>
    /// <returns>A problem that names the row at fault, where there is one.</returns>
    public static async Task<Outcome<VoteFile>> ReadAsync(string path, string option, CancellationToken ct)
    {
        if (!File.Exists(path))
            return Problem.Invalid(option, $"There is no file {path}.");
        var rows = new VoteRows();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, ct))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Add(rows, line, number) is { } fault)
                return Problem.Invalid(option, $"Row {number:N0} {fault} Mend it, and try again.");
        }

        return rows.Count == 0 ? Problem.Invalid(option, $"{path} holds no votes. It takes one {Shape} a line.") : rows.ToFile();
    }

    private static string? Add(VoteRows rows, string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Add(rows, json.RootElement, number) : $"is not an object like {Shape}.";
        }
        catch (JsonException)
        {
            return $"is not JSON like {Shape}.";
        }
    }

    private static string? Add(VoteRows rows, JsonElement row, int number)
    {
        if (Text(row, "item") is not { } item)
            return "has no \"item\": a text or a number that tells items apart.";
        if (Text(row, "annotator") is not { } annotator)
            return "has no \"annotator\": a text or a number that tells people apart.";
        var isSet = row.TryGetProperty("labels", out var list);
        var labels = isSet ? Texts(list) : Text(row, "label") is { } label ? [label] : null;
        if (labels is null)
            return isSet ? "has \"labels\" that are not a list of texts." : "has neither \"label\" nor \"labels\".";
        if (labels.Contains(""))
            return "has an empty label.";
        if (!row.TryGetProperty("gold", out var truth) || truth.ValueKind == JsonValueKind.Null)
            return rows.Add(new(item, annotator, isSet, labels, null), number);
        var gold = Text(truth) is { } one ? [one] : Texts(truth);
        return gold is null ? "has a \"gold\" that is neither a label nor a list of them." : rows.Add(new(item, annotator, isSet, labels, gold), number);
    }

    private static string? Text(JsonElement row, string property) => row.TryGetProperty(property, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string[]? Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        string?[] texts = [.. value.EnumerateArray().Select(Text)];
        return texts.Contains(null) ? null : Array.ConvertAll(texts, text => text!);
    }
}
