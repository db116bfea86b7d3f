namespace AnnotationStudio.Engine.Models;

/// <summary>How much one stretch of a text spoke for a label.</summary>
/// <param name="Start">First character, 0-based, in UTF-16 units.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Weight">Above 0 speaks for the label, below 0 against it; the largest absolute weight of an explanation is 1.</param>
public readonly record struct TokenWeight(int Start, int End, float Weight);
