using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>What a project's patterns must obey.</summary>
internal static class RuleChanges
{
    /// <summary>Most patterns of a project.</summary>
    public const int MostPatterns = 10_000;

    public static Problem TooMany { get; } = Problem.Invalid("rules", $"A project has at most {MostPatterns:N0} patterns. Remove some first.");

    /// <summary>A pattern as it is kept and compared: in Unicode NFC, with single spaces.</summary>
    public static string Clean(string? pattern) =>
        string.Join(' ', (pattern ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Why the label cannot have the pattern, or null. Another label may have the same: both are then suggested.</summary>
    public static Problem? Check(Label label, string pattern) => Check(
        label.Name,
        pattern.Equals(label.Name, StringComparison.OrdinalIgnoreCase) || label.Aliases.Contains(pattern, StringComparer.OrdinalIgnoreCase),
        label.Patterns.Contains(pattern, StringComparer.OrdinalIgnoreCase),
        pattern);

    /// <summary>Gives the labels these patterns in place of their own; or says what is wrong, and with which.</summary>
    public static Problem? Replace(List<Label> labels, IReadOnlyList<RuleInput> rules)
    {
        if (rules.Count > MostPatterns)
            return TooMany;
        var known = labels.ToDictionary(label => label.Name, label => new NewPatterns(label), StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < rules.Count; at++)
        {
            if (!known.TryGetValue((rules[at]?.Label ?? "").Trim().Normalize(NormalizationForm.FormC), out var label))
                return Problem.Invalid($"rules[{at}].label", $"Rule {at + 1:N0}: there is no label \"{rules[at]?.Label}\" in this project. Add it, or leave the rule out.");
            if (label.Add(Clean(rules[at].Pattern)) is { } problem)
                return problem with { Message = $"Rule {at + 1:N0}: {problem.Message}", Field = $"rules[{at}].pattern" };
        }

        foreach (var label in known.Values)
            label.Apply();
        return null;
    }

    private static Problem? Check(string name, bool isName, bool isThere, string pattern) =>
        RulePattern.ProblemOf(pattern) is { } problem ? Problem.Invalid("pattern", problem)
        : isName ? Problem.Conflict($"\"{pattern}\" is a name or an alias of \"{name}\", and so a rule already.", "pattern")
        : isThere ? Problem.Conflict($"\"{name}\" has the rule \"{pattern}\" already.", "pattern")
        : null;

    private sealed class NewPatterns(Label label)
    {
        private readonly HashSet<string> _names = new([label.Name, .. label.Aliases], StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<string> _patterns = [];

        public Problem? Add(string pattern)
        {
            if (Check(label.Name, _names.Contains(pattern), !_seen.Add(pattern), pattern) is { } problem)
                return problem;
            _patterns.Add(pattern);
            return null;
        }

        public void Apply() => label.Patterns = _patterns;
    }
}
