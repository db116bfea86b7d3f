using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>A point of a learning curve over several runs.</summary>
/// <param name="Labels">Labels trained on.</param>
/// <param name="Value">Mean over the runs with its 95 % interval, from Student's t; an interval without width for a single run.</param>
/// <param name="ClassesSeen">Mean number of labels with at least one text.</param>
public readonly record struct CurvePoint(int Labels, Interval Value, double ClassesSeen);
