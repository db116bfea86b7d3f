namespace AnnotationStudio.Engine.Aggregation;

/// <summary>What one person's votes are taken to depend on, given what items truly are.</summary>
internal interface IAnnotatorModel
{
    /// <summary>Fits a person to the votes they are expected to have cast.</summary>
    /// <param name="annotator">Whose state to go on from.</param>
    /// <param name="counts">Answers × truths: expected votes.</param>
    /// <param name="chances">Answers × truths, written: the chance of the answer given the truth, above 0.</param>
    /// <returns>What the person adds to the objective besides their votes: the logarithm of how plausible such a person is beforehand.</returns>
    double Fit(int annotator, ReadOnlySpan<double> counts, Span<double> chances);
}
