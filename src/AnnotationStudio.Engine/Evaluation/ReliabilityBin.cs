namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Predictions of about the same confidence, and how often they were right.</summary>
/// <param name="Count">How many fell into the bin.</param>
/// <param name="Confidence">Their mean probability; 0 when the bin is empty.</param>
/// <param name="Accuracy">Share of them that was right; 0 when the bin is empty.</param>
public readonly record struct ReliabilityBin(int Count, double Confidence, double Accuracy);
