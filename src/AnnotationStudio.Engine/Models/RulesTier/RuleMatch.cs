namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>A rule, found in a text.</summary>
/// <param name="Rule">Index of the rule in its matcher.</param>
/// <param name="Start">First character, 0-based, in UTF-16 units.</param>
/// <param name="End">One past the last character.</param>
/// <param name="FirstWord">The first of the text's words that matched, counted from 0.</param>
/// <param name="Words">How many of the text's words matched, whole or in part; at least 1.</param>
public readonly record struct RuleMatch(int Rule, int Start, int End, int FirstWord, int Words);
