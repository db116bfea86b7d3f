using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Labelled texts that tiers are judged on.</summary>
/// <param name="Labels">The labels, with what the rules know of them.</param>
/// <param name="Data">Texts with label names: cross-validated, or trained on when there is a test.</param>
/// <param name="Test">Texts that only judge; empty for cross-validation. What they say teaches features about words, what they are labelled teaches nothing.</param>
public sealed record EvaluationSet(LabelSet Labels, IReadOnlyList<LabelledText> Data, IReadOnlyList<LabelledText> Test);
