using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How good a model was after so many labels.</summary>
/// <param name="Labels">Labels it was trained on.</param>
/// <param name="Value">The measure, 0 to 1.</param>
public readonly record struct LearningPoint(int Labels, double Value)
{
    /// <summary>How sure the value is, in its own units; null when not known. Points that are surer weigh more.</summary>
    public double? StandardError { get; init; }

    /// <summary>The point of a figure with its 95 % interval.</summary>
    public static LearningPoint Of(int labels, Interval figure) =>
        new(labels, figure.Value) { StandardError = figure.High > figure.Low ? (figure.High - figure.Low) / 3.92 : null };
}
