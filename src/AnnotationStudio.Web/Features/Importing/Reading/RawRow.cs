namespace AnnotationStudio.Web.Features.Importing;

/// <summary>One row as the file says it; with a problem, nothing else of it counts.</summary>
/// <param name="Number">Counted from 1, a header included.</param>
internal sealed record RawRow(long Number)
{
    public string Text { get; init; } = "";

    public string? ExternalId { get; init; }

    /// <summary>Names of the labels; null when the row says nothing about them, empty when it says that there are none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>All else, a JSON object.</summary>
    public string? Meta { get; init; }

    public RejectedRow? Problem { get; init; }

    public static RawRow Rejected(long number, string wrong, string remedy, string? value = null, bool refusesFile = false) =>
        new(number) { Problem = new RejectedRow(number, wrong, remedy, value) { RefusesFile = refusesFile } };
}
