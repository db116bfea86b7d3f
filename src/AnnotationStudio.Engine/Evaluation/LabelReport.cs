namespace AnnotationStudio.Engine.Evaluation;

/// <summary>One label's line in a report.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Precision">As <see cref="LabelMetrics.Precision"/>.</param>
/// <param name="Recall">As <see cref="LabelMetrics.Recall"/>.</param>
/// <param name="F1">As <see cref="LabelMetrics.F1"/>.</param>
/// <param name="Support">Items that truly have it. Below 20: too few to judge.</param>
public sealed record LabelReport(string Label, double Precision, double Recall, double F1, int Support);
