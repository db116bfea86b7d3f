using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How far people agree, in figures that can be printed.</summary>
/// <param name="Items">Items with a vote.</param>
/// <param name="OverlappingItems">Items with two votes or more.</param>
/// <param name="Annotators">People with a vote.</param>
/// <param name="Annotations">Votes.</param>
/// <param name="CohenKappaMean">Mean over the pairs of people.</param>
/// <param name="KrippendorffAlpha">Nominal, or MASI for sets of labels.</param>
/// <param name="KrippendorffAlphaBy">By each distance that applies.</param>
/// <param name="Reliability">What alpha means, in words.</param>
/// <param name="Labels">Label by label.</param>
public record AgreementFigures(
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
    IReadOnlyList<LabelFigures> Labels)
{
    /// <param name="report">As the engine gives it.</param>
    /// <param name="labels">Names of the labels, by index.</param>
    public static AgreementFigures Of(AgreementReport report, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            report.Items,
            report.Overlapping,
            report.Annotators,
            report.Votes,
            AgreementFigure.Of(report.Observed),
            AgreementFigure.Of(report.CohenKappa.Mean),
            AgreementFigure.Of(report.FleissKappa),
            AgreementFigure.Of(report.Alpha),
            AgreementFigure.Of(report.GwetAc1),
            report.Alphas.ToDictionary(alpha => Lower(alpha.Key), alpha => AgreementFigure.Of(alpha.Value)),
            new(Lower(report.Reliability.Level), report.Reliability.Reason),
            [.. report.Labels.Select(label => new LabelFigures(labels[label.Label], label.Votes, AgreementFigure.Of(label.Alpha), AgreementFigure.Of(label.Specific)))]);
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A figure with its 95 % interval; null where it cannot be told.</summary>
public sealed record AgreementFigure(double? Value, double? Low, double? High)
{
    public static AgreementFigure Of(Interval interval) => new(Known(interval.Value), Known(interval.Low), Known(interval.High));

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>The word, in lower case, and its reason.</summary>
public sealed record ReliabilityFigure(string Level, string Reason);

/// <summary>How people agree on one label.</summary>
public sealed record LabelFigures(string Label, int Annotations, AgreementFigure KrippendorffAlpha, AgreementFigure SpecificAgreement);
