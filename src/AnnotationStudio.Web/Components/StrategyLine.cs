namespace AnnotationStudio.Web.Components;

/// <summary>The curve of one way of choosing.</summary>
/// <param name="Name">As it is written at its end.</param>
/// <param name="Look">The class that carries its colour: first, yardstick, or further1 to further4.</param>
/// <param name="Points">By labels, fewest first; at least one.</param>
public sealed record StrategyLine(string Name, string Look, IReadOnlyList<CurvePoint> Points);
