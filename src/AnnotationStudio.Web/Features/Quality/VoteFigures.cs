using System.Text.Json.Serialization;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What the command prints of a file of votes.</summary>
/// <param name="Items">Items with a vote.</param>
/// <param name="OverlappingItems">Items with two votes or more.</param>
/// <param name="Annotators">People with a vote.</param>
/// <param name="Annotations">Votes.</param>
/// <param name="CohenKappaMean">Mean over the pairs of people.</param>
/// <param name="KrippendorffAlpha">Nominal, or MASI for sets of labels.</param>
/// <param name="KrippendorffAlphaBy">By each distance that applies.</param>
/// <param name="Reliability">What alpha means, in words.</param>
/// <param name="Labels">Label by label.</param>
/// <param name="Consensus">By method.</param>
internal sealed record VoteFigures(
    int Items,
    int OverlappingItems,
    int Annotators,
    int Annotations,
    AgreementFigure ObservedAgreement,
    AgreementFigure CohenKappaMean,
    AgreementFigure FleissKappa,
    AgreementFigure KrippendorffAlpha,
    AgreementFigure GwetAc1,
    IReadOnlyDictionary<string, AgreementFigure> KrippendorffAlphaBy,
    ReliabilityFigure Reliability,
    IReadOnlyList<LabelFigures> Labels,
    IReadOnlyDictionary<string, ConsensusFigure> Consensus);

/// <summary>A figure with its 95 % interval; null where it cannot be told.</summary>
internal sealed record AgreementFigure(double? Value, double? Low, double? High)
{
    public static AgreementFigure Of(Interval interval) => new(Known(interval.Value), Known(interval.Low), Known(interval.High));

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>The word, in lower case, and its reason.</summary>
internal sealed record ReliabilityFigure(string Level, string Reason);

/// <summary>How people agree on one label.</summary>
internal sealed record LabelFigures(string Label, int Annotations, AgreementFigure KrippendorffAlpha, AgreementFigure SpecificAgreement);

/// <summary>One method's consensus.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Accuracy">Share of the items with gold that are right, ties by chance; left out without gold.</param>
internal sealed record ConsensusFigure(double Seconds, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Accuracy);
