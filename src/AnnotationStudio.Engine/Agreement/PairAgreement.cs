using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>How two people agree.</summary>
/// <param name="First">Index of one person.</param>
/// <param name="Second">Index of the other, higher.</param>
/// <param name="Shared">Items both voted on.</param>
/// <param name="Agreed">Items on which they gave the same answer.</param>
/// <param name="Kappa">Cohen's kappa with its 95 % interval; NaN where both gave the same single answer throughout.</param>
public readonly record struct PairAgreement(int First, int Second, int Shared, int Agreed, Interval Kappa);
