using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>The rows that a caller may see.</summary>
internal static class ItemQueries
{
    private const string Escape = "\\";

    /// <summary>As a lead sees them. Erased items show only to who asks for them; those of an import under way to nobody.</summary>
    public static IQueryable<Item> OfLead(StudioDbContext db, int projectId, ItemFilter filter, int? labelId)
    {
        var items = db.Items.Where(item => item.ProjectId == projectId && item.Import!.State == ImportState.Completed);
        items = filter.Status is { } status ? items.Where(item => item.State == status) : items.Where(item => item.State != ItemState.Erased);
        if (labelId is { } label)
            items = items.Where(item => item.State == ItemState.Labelled && item.Consensus!.Contains(label));
        if (filter.Person is { } person)
            items = items.Where(item => db.Annotations.Any(decision =>
                decision.ItemId == item.Id && decision.AnnotatorId == person && decision.IsCurrent && decision.Action != AnnotationAction.Undo));
        return Narrow(items, filter);
    }

    /// <summary>What an annotator decided, by item: never what others did.</summary>
    public static IQueryable<Annotation> OfAnnotator(StudioDbContext db, int projectId, int me, ItemFilter filter, int? labelId)
    {
        var decisions = db.Annotations.Where(decision =>
            decision.ProjectId == projectId && decision.AnnotatorId == me && decision.IsCurrent && decision.Action != AnnotationAction.Undo);
        if (filter.Status is { } status)
        {
            var action = ActionOf(status);
            decisions = decisions.Where(decision => decision.Action == action);
        }

        if (labelId is { } label)
            decisions = decisions.Where(decision => decision.Labels.Contains(label));
        var items = Narrow(db.Items.Where(item => item.State != ItemState.Erased), filter);
        return decisions.Where(decision => items.Any(item => item.Id == decision.ItemId));
    }

    public static ItemState StateOf(AnnotationAction action) => action switch
    {
        AnnotationAction.Skip => ItemState.Skipped,
        AnnotationAction.Flag => ItemState.Flagged,
        _ => ItemState.Labelled,
    };

    private static AnnotationAction ActionOf(ItemState status) => status switch
    {
        ItemState.Skipped => AnnotationAction.Skip,
        ItemState.Flagged => AnnotationAction.Flag,
        ItemState.Labelled => AnnotationAction.Submit,
        _ => AnnotationAction.Undo,   // nothing: an annotator has decided about every item they see
    };

    private static IQueryable<Item> Narrow(IQueryable<Item> items, ItemFilter filter)
    {
        if (filter.Import is { } import)
            items = items.Where(item => item.ImportId == import);
        if (string.IsNullOrWhiteSpace(filter.Search))
            return items;
        var pattern = $"%{Literal(filter.Search.Trim())}%";
        return items.Where(item => EF.Functions.Like(item.Text, pattern, Escape) || EF.Functions.Like(item.ExternalId!, pattern, Escape));
    }

    // What people type is text, not a pattern.
    private static string Literal(string text) => text
        .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal)
        .Replace("_", Escape + "_", StringComparison.Ordinal);
}
