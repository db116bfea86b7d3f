namespace AnnotationStudio.Engine.Text;

/// <summary>A piece that is recognised wherever its spelling stands in a text, such as <c>[SEP]</c>.</summary>
/// <param name="Text">Its spelling.</param>
/// <param name="Id">Its place in the vocabulary.</param>
/// <param name="IsNormalized">Looked for in the text as made ready, not as written.</param>
public sealed record LiteralToken(string Text, int Id, bool IsNormalized);
