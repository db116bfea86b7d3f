using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>A version that the challenger is compared with.</summary>
/// <param name="Name">As people read it, such as "v9".</param>
/// <param name="Comparison">How the challenger did against it; null while there is nothing to compare on.</param>
public sealed record Rival(string Name, PairedComparison? Comparison);
