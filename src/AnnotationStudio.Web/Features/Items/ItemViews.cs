using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>An item in the list.</summary>
/// <param name="Excerpt">The first of its text.</param>
/// <param name="Status">For annotators what they decided themselves.</param>
/// <param name="Labels">Its consensus; for annotators their own answer.</param>
public sealed record ItemRow(long Id, string? ExternalId, string Excerpt, ItemState Status, IReadOnlyList<ItemLabel> Labels, bool IsAudit, DateTimeOffset? LabelledAt);

/// <summary>A label as pages show it.</summary>
public sealed record ItemLabel(int Id, string Name, string Color, int Position, bool IsRetired);

/// <summary>One page of the list.</summary>
/// <param name="Total">How many there are, at most <see cref="ItemDesk.CountLimit"/> when filtered.</param>
/// <param name="IsTotalExact">False where there are more than were counted.</param>
public sealed record ItemPage(IReadOnlyList<ItemRow> Items, long? Next, long? Previous, int Total, bool IsTotalExact);

/// <summary>What the list can be narrowed by.</summary>
public sealed record ItemChoices(Role Role, ProjectTask Task, bool IsReadOnly, IReadOnlyList<ItemLabel> Labels, IReadOnlyList<ItemPerson> People, IReadOnlyList<ItemImport> Imports, int Waiting)
{
    /// <summary>Over twelve labels colours would say nothing.</summary>
    public bool IsColored => Labels.Count(label => !label.IsRetired) <= 12;
}

public sealed record ItemPerson(int Id, string Name);

public sealed record ItemImport(int Id, string FileName);

/// <summary>An item with everything the caller may see of it.</summary>
/// <param name="Meta">What else the file said, in its order.</param>
/// <param name="History">Oldest first; for annotators only their own.</param>
/// <param name="Gold">Its fixed answer; null where it has none, and for annotators always.</param>
public sealed record ItemView(
    long Id, string? ExternalId, string Text, IReadOnlyList<KeyValuePair<string, string>> Meta, ItemState Status, IReadOnlyList<ItemLabel> Labels,
    bool IsAudit, string Import, DateTimeOffset? LabelledAt, IReadOnlyList<HistoryEntry> History, ItemGoldView? Gold = null);

/// <summary>The fixed answer of an item.</summary>
public sealed record ItemGoldView(GoldKind Kind, IReadOnlyList<ItemLabel> Labels, string Explanation);

/// <summary>One decision of an item's history.</summary>
/// <param name="Person">Null for what came with a file.</param>
public sealed record HistoryEntry(
    long Sequence, string? Person, AnnotationAction Action, IReadOnlyList<ItemLabel> Labels, string? Comment, int ElapsedMs, DateTimeOffset At, bool IsCurrent, bool IsAdjudication);

/// <summary>A lead's answer for an item.</summary>
public sealed record Correction(IReadOnlyList<string> Labels, string? Comment = null);
