namespace AnnotationStudio.Engine.Models;

/// <summary>What there is to train on, as a tier's readiness check needs it.</summary>
/// <param name="Items">Labelled items.</param>
/// <param name="LabelsSeen">Labels with at least one item.</param>
public sealed record TrainingSummary(int Items, int LabelsSeen);
