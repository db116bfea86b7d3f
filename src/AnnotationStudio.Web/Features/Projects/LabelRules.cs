using System.Text;
using System.Text.RegularExpressions;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>What a list of labels must obey, and how it becomes rows.</summary>
internal static partial class LabelRules
{
    public const int MostLabels = 10_000;
    private const int LongestName = 200;

    /// <summary>The labels, cleaned and numbered; or the first thing wrong with them.</summary>
    public static Outcome<List<Label>> Read(IReadOnlyList<LabelInput>? inputs) => Check(inputs, out var labels) is [var first, ..] ? first : labels;

    /// <summary>Everything wrong with the labels, at most one thing each, so that a form can say it all at once.</summary>
    public static List<Problem> Check(IReadOnlyList<LabelInput>? inputs, out List<Label> labels)
    {
        labels = [];
        if (inputs is null || inputs.Count == 0)
            return [Problem.Invalid("labels", "A project needs at least one label. Give them as a list of names.")];
        if (inputs.Count > MostLabels)
            return [Problem.Invalid("labels", $"{inputs.Count:N0} labels are too many; {MostLabels:N0} is the most. Merge some, or split the project.")];
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var outcomes = inputs.Select((input, at) => ReadOne(input, at, names)).ToList();
        labels = [.. outcomes.Where(outcome => outcome.IsDone).Select(outcome => outcome.Value!)];
        // Parents and keys are looked at once the labels themselves are in order.
        return labels.Count < outcomes.Count
            ? [.. outcomes.Where(outcome => !outcome.IsDone).Select(outcome => outcome.Problem!)]
            : [.. CheckParents(labels), .. CheckHotkeys(labels)];
    }

    /// <summary>A name as it is kept and compared: trimmed, in Unicode NFC.</summary>
    public static string Clean(string? text) => (text ?? "").Trim().Normalize(NormalizationForm.FormC);

    private static Outcome<Label> ReadOne(LabelInput? input, int at, Dictionary<string, int> names)
    {
        var field = $"labels[{at}]";
        var name = Clean(input?.Name);
        if (input is null || name.Length == 0)
            return Problem.Invalid($"{field}.name", "A label needs a name.");
        if (name.Length > LongestName || name.Any(char.IsControl) || name.Contains('|', StringComparison.Ordinal))
            return Problem.Invalid($"{field}.name", $"A label's name has at most {LongestName} characters, no line breaks and no \"|\", which separates labels in files.");
        var aliases = (input.Aliases ?? []).Select(Clean).Where(alias => alias.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var word in aliases.Where(alias => !alias.Equals(name, StringComparison.OrdinalIgnoreCase)).Prepend(name))
            if (!names.TryAdd(word, at))
                return Problem.Invalid($"{field}.name", $"\"{word}\" is used by two labels, as a name or an alias. Rename one, or remove it.");
        var color = Clean(input.Color);
        if (color.Length > 0 && !HexColor().IsMatch(color))
            return Problem.Invalid($"{field}.color", "Write a colour as #rrggbb, or leave it out.");
        var hotkey = Clean(input.Hotkey).ToLowerInvariant();
        if (hotkey.Length > 1 || hotkey.Length == 1 && !char.IsLetterOrDigit(hotkey[0]))
            return Problem.Invalid($"{field}.hotkey", "A hotkey is one letter or digit.");
        return new Label
        {
            Id = input.Id ?? 0,
            Name = name,
            Aliases = aliases,
            Parents = [.. (input.Parents ?? []).Select(Clean).Where(parent => parent.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            Description = Clean(input.Description),
            Color = color.ToLowerInvariant(),
            Hotkey = hotkey,
            Position = at,
        };
    }

    // A parent must be there, and nobody may be their own ancestor.
    private static List<Problem> CheckParents(List<Label> labels)
    {
        var byName = labels.ToDictionary(label => label.Name, StringComparer.OrdinalIgnoreCase);
        var problems = new List<Problem>();
        foreach (var label in labels)
        {
            if (label.Parents.FirstOrDefault(parent => !byName.ContainsKey(parent)) is { } missing)
                problems.Add(Problem.Invalid($"labels[{label.Position}].parents", $"\"{missing}\", a parent of \"{label.Name}\", is not among the labels. Add it, or remove the parent."));
            else
                label.Parents = [.. label.Parents.Select(parent => byName[parent].Name)];
        }

        if (problems.Count == 0 && labels.FirstOrDefault(label => IsOwnAncestor(label, byName)) is { } circle)
            problems.Add(Problem.Invalid($"labels[{circle.Position}].parents", $"\"{circle.Name}\" is its own ancestor. Remove one of the parents."));
        return problems;
    }

    private static bool IsOwnAncestor(Label label, Dictionary<string, Label> byName)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>(label.Parents);
        while (open.TryPop(out var name))
        {
            if (name.Equals(label.Name, StringComparison.OrdinalIgnoreCase))
                return true;
            if (seen.Add(name))
                byName[name].Parents.ForEach(open.Push);
        }

        return false;
    }

    private static IEnumerable<Problem> CheckHotkeys(List<Label> labels) => labels
        .Where(label => label.Hotkey.Length > 0)
        .GroupBy(label => label.Hotkey)
        .Where(group => group.Count() > 1)
        .Select(twice => Problem.Invalid($"labels[{twice.Last().Position}].hotkey", $"The key {twice.Key} stands for two labels. Change one."));

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex HexColor();
}
