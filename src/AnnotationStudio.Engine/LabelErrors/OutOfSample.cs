using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>What models say of items that they had not seen: items × labels.</summary>
/// <param name="kept">The items that models may learn from; the others are only predicted.</param>
/// <param name="deal">Numbers the deals of the items into folds: another number, another deal.</param>
public delegate ProbabilityMatrix OutOfSample(IReadOnlyList<bool> kept, int deal);
