using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>What looking for label errors found.</summary>
/// <param name="OutOfSample">Items × labels: the geometric mean of all looks and deals, so that one model that knows better counts.</param>
/// <param name="Errors">How many labels are wrong, as <see cref="ErrorCount"/> has it of the first look. So many of the front of the <see cref="FixQueue"/> count as flagged.</param>
public sealed record SearchedErrors(ProbabilityMatrix OutOfSample, Interval Errors);
