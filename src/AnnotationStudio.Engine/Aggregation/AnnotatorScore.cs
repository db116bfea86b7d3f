using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How often one person is right, by one way to tell.</summary>
/// <param name="Annotator">Index of the person.</param>
/// <param name="Votes">How many votes of theirs there are at all.</param>
/// <param name="Judged">How many of them could be judged.</param>
/// <param name="Right">How many of those were right; where others are torn, a vote for one of their answers counts its share.</param>
/// <param name="Share">Right of judged with its 95 % interval (Wilson); null where none could be judged.</param>
public sealed record AnnotatorScore(int Annotator, int Votes, int Judged, double Right, Interval? Share)
{
    internal static AnnotatorScore Of(int annotator, int votes, int judged, double right) => new(
        annotator, votes, judged, right,
        judged == 0 ? null : Interval.Wilson((int)Math.Round(right), judged) with { Value = right / judged });
}
