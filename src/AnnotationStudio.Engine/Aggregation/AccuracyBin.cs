using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Answers of about the same quantity, and how often they were right.</summary>
/// <param name="From">The least quantity among them.</param>
/// <param name="To">The most.</param>
/// <param name="Count">How many answers.</param>
/// <param name="Right">Share that was right, with its 95 % interval (Wilson).</param>
public readonly record struct AccuracyBin(double From, double To, int Count, Interval Right);
