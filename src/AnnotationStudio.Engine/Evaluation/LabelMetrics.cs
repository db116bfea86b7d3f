namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How well one label is told apart.</summary>
/// <param name="Label">Its index.</param>
/// <param name="Precision">Share of its suggestions that are right; 0 when it is never suggested.</param>
/// <param name="Recall">Share of its items where it is suggested; 0 when no item has it.</param>
/// <param name="F1">Harmonic mean of the two, or the F of the beta that was asked for.</param>
/// <param name="Support">Items that truly have it. Below 20: too few to judge.</param>
public readonly record struct LabelMetrics(int Label, double Precision, double Recall, double F1, int Support);
