namespace AnnotationStudio.Engine.Learning;

/// <summary>A text with the names of its labels.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">Label names; exactly one in a single-label set.</param>
public sealed record LabelledText(string Text, IReadOnlyList<string> Labels);
