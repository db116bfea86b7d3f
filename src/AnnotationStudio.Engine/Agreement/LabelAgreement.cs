using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>How people agree on one label.</summary>
/// <param name="Label">Index of the label.</param>
/// <param name="Votes">How often it was given on items with two votes or more.</param>
/// <param name="Alpha">Krippendorff's alpha of this label against all others, with its 95 % interval; NaN where it was never or always given.</param>
/// <param name="Specific">Given that one person gave it, the chance that another one on the item did too; NaN where it was never given.</param>
public sealed record LabelAgreement(int Label, int Votes, Interval Alpha, Interval Specific);
