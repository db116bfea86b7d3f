namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How often what was said of a label is not what is true.</summary>
/// <param name="Added">The chance that a label is given to an item that does not have it.</param>
/// <param name="Missed">The chance that a label is left out on an item that has it.</param>
public readonly record struct TurningRates(double Added, double Missed);
