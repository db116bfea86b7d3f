using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>What looking for label errors found.</summary>
/// <param name="OutOfSample">Items × labels: the geometric mean of all looks and deals, so that one model that knows better counts.</param>
/// <param name="Errors">How many labels are wrong, as <see cref="ErrorCount"/>, or for sets of labels <see cref="TurnedLabels"/>, has it of the first look. So many of the front of the <see cref="FixQueue"/> count as flagged.</param>
public sealed record SearchedErrors(ProbabilityMatrix OutOfSample, Interval Errors)
{
    /// <summary>For sets of labels, the chance that what was said of each label of each item is wrong; null where an item has one label.</summary>
    public ProbabilityMatrix? Wrong { get; init; }
}
