using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>Which items to list; what is null does not narrow.</summary>
/// <param name="Search">Part of the text or of the id that the file gave.</param>
/// <param name="Label">Name of a label.</param>
/// <param name="Person">Whose decisions.</param>
/// <param name="Import">Which file they came with.</param>
public sealed record ItemFilter(string? Search = null, ItemState? Status = null, string? Label = null, int? Person = null, int? Import = null)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Search) && Status is null && string.IsNullOrWhiteSpace(Label) && Person is null && Import is null;
}

/// <summary>Where in the list: after one item, before one, or from the start.</summary>
public readonly record struct ItemCursor(long? After, long? Before);
