namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>An item whose label may be wrong.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Label">The label in doubt: the one given, or in a multi-label task one that was given or left out.</param>
/// <param name="Likely">The likeliest other label; in a multi-label task the label in doubt itself.</param>
/// <param name="Doubt">How likely it is wrong, from 0 to 1.</param>
/// <param name="Twin">An item that all but equals it and has other labels; null where there is none.</param>
public sealed record Suspect(int Item, int Label, int Likely, double Doubt, int? Twin);
