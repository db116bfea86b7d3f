using System.Text.Json;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Labels as people paste or upload them: a JSON array of names or of labels, or names one a line or with commas between. A name with a comma in it takes JSON.</summary>
internal static class LabelList
{
    private static readonly char[] Separators = ['\n', '\r', ','];

    public static Outcome<IReadOnlyList<LabelInput>> Parse(string text)
    {
        text = text.TrimStart('\uFEFF').Trim();
        return text.StartsWith('[') ? ParseJson(text) : ParseNames(text);
    }

    private static Outcome<IReadOnlyList<LabelInput>> ParseNames(string text) =>
        text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => new LabelInput(name)).ToList();

    private static Outcome<IReadOnlyList<LabelInput>> ParseJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var labels = new List<LabelInput>();
            foreach (var element in json.RootElement.EnumerateArray())
                labels.Add(element.ValueKind == JsonValueKind.String
                    ? new LabelInput(element.GetString()!)
                    : element.Deserialize<LabelInput>(Api.Json)!);
            return labels;
        }
        catch (JsonException exception)
        {
            return Problem.Invalid("labels", $"The labels are not valid JSON (line {exception.LineNumber + 1}). Write [{{\"name\": \"…\", \"aliases\": [], \"parents\": []}}, …] or a list of names.");
        }
    }
}
