using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>One rule: a text that contains these words has this label.</summary>
/// <param name="Label">Index of the label in its set.</param>
/// <param name="Words">A name, an alias, or a pattern as <see cref="RulePattern"/> describes it. Two labels may have the same: both are found.</param>
/// <param name="Kind">Where it comes from.</param>
public sealed record LabelRule(int Label, string Words, RuleKind Kind)
{
    /// <summary>All rules of the labels, label by label: the name, then aliases, then patterns.</summary>
    public static IReadOnlyList<LabelRule> Of(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return [.. labels.Labels.SelectMany(Of)];
    }

    private static IEnumerable<LabelRule> Of(LabelDefinition label, int at) =>
    [
        new(at, label.Name, RuleKind.Name),
        .. label.Aliases.Select(alias => new LabelRule(at, alias, RuleKind.Alias)),
        .. label.Patterns.Select(pattern => new LabelRule(at, pattern, RuleKind.Pattern)),
    ];
}
