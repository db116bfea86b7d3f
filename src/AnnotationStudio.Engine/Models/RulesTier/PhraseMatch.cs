namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>A label's name or alias, found in a text.</summary>
/// <param name="Label">Index of the label.</param>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Words">How many words matched.</param>
internal readonly record struct PhraseMatch(int Label, int Start, int End, int Words);
