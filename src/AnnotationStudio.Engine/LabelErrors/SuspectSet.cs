namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>An item of a multi-label task whose labels may not all be right.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Labels">The labels in doubt, most doubtful first: given and perhaps wrong, or left out and perhaps missing. Never none.</param>
/// <param name="Doubt">How little its labels fit together, from 0 to 1.</param>
/// <param name="Twin">An item that all but equals it and has other labels; null where there is none.</param>
public sealed record SuspectSet(int Item, IReadOnlyList<int> Labels, double Doubt, int? Twin);
