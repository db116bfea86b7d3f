using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>How an import ended.</summary>
/// <param name="ImportId">Names it from now on.</param>
/// <param name="State">Completed, or refused: then nothing of it was kept.</param>
/// <param name="Accepted">New items.</param>
/// <param name="Labelled">New items that brought their labels.</param>
/// <param name="Duplicates">Rows whose text was there already.</param>
/// <param name="Votes">Labels on duplicates that nobody had said of the item: another vote each.</param>
/// <param name="Conflicts">Those of them that go against other labels.</param>
/// <param name="Rejected">Rows that could not be taken.</param>
/// <param name="Rows">The first hundred of those.</param>
public sealed record ImportSummary(
    int ImportId,
    ImportState State,
    int Accepted,
    int Labelled,
    int Duplicates,
    int Votes,
    int Conflicts,
    int Rejected,
    IReadOnlyList<RejectedRow> Rows);
