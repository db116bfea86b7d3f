namespace AnnotationStudio.Engine.Models;

/// <summary>How far a training has come.</summary>
/// <param name="Stage">What is being done, in words fit to be shown.</param>
/// <param name="Fraction">Share of the whole training that is done, 0 to 1.</param>
public readonly record struct TrainingProgress(string Stage, double Fraction);
