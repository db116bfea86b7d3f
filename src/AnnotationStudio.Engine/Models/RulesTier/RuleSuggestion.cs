namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>A pattern worth a look, with how it would do.</summary>
/// <param name="Report">The pattern, on the items that it was drawn from: a little better than on new ones.</param>
/// <param name="Fresh">Items with the label that no rule of it finds yet, and no earlier suggestion for it; at least 3.</param>
public sealed record RuleSuggestion(RuleReport Report, int Fresh);
