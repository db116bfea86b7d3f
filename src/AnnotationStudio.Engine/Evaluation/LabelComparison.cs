using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Two models on one label.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Baseline">F1 of the first, 0 to 1.</param>
/// <param name="Challenger">F1 of the second.</param>
/// <param name="Difference">Challenger minus baseline, with its 95 % interval.</param>
/// <param name="Support">Items that truly have the label. Below 20: too few to judge.</param>
public sealed record LabelComparison(string Label, double Baseline, double Challenger, Interval Difference, int Support);
