namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How good a model was after so many labels.</summary>
/// <param name="Labels">Labels it was trained on.</param>
/// <param name="Value">The measure, 0 to 1.</param>
public readonly record struct LearningPoint(int Labels, double Value);
