using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How many labels are likely wrong, as the last search found it.</summary>
/// <param name="Estimated">Items thought to have a wrong label.</param>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
/// <param name="Suspects">How many of the most doubtful it named.</param>
/// <param name="Items">Labelled items it looked at.</param>
/// <param name="SearchedAt">When.</param>
public sealed record LabelErrorFigures(double Estimated, double Low, double High, int Suspects, int Items, DateTimeOffset SearchedAt)
{
    internal static LabelErrorFigures? Of(FoundErrors? found) => found is null ? null : new(
        Math.Round(found.Estimated, 1), Math.Round(found.Low, 1), Math.Round(found.High, 1), found.Suspects.Count(suspect => suspect.IsCounted), found.Items, found.At);
}
