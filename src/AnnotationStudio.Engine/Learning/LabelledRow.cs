namespace AnnotationStudio.Engine.Learning;

/// <summary>A pool row with the labels that people settled on.</summary>
/// <param name="Row">Row of the pool.</param>
/// <param name="Labels">Indexes of its labels, ascending; exactly one in a single-label set.</param>
public readonly record struct LabelledRow(int Row, int[] Labels);
