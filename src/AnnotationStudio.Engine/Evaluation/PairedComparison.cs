using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Two models judged on the same items.</summary>
/// <param name="Measure">What they were compared by.</param>
/// <param name="Items">How many items both answered.</param>
/// <param name="Baseline">The figure of the one that is there.</param>
/// <param name="Challenger">The figure of the one that wants its place.</param>
/// <param name="Difference">Challenger minus baseline, with its 95 % interval.</param>
/// <param name="Better">Share of resamples in which the challenger was ahead; a tie counts for neither.</param>
/// <param name="Worse">Share of resamples in which it was behind.</param>
/// <param name="Replicates">How many resamples were drawn; 0 where all that could be drawn were counted.</param>
public sealed record PairedComparison(
    Measure Measure, int Items, double Baseline, double Challenger, Interval Difference, double Better, double Worse, int Replicates);
