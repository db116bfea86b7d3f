namespace AnnotationStudio.Web.Features.Importing;

/// <summary>A row that is ready to be written; with a problem, nothing else of it counts.</summary>
internal sealed record ImportRow(long Number)
{
    public string Text { get; init; } = "";

    public byte[] Hash { get; init; } = [];

    public long AuditRank { get; init; }

    public string? ExternalId { get; init; }

    public string? Meta { get; init; }

    /// <summary>Ids of the labels as the database keeps lists, <c>[1,4]</c>; null without labels.</summary>
    public string? Labels { get; init; }

    public RejectedRow? Problem { get; init; }
}
