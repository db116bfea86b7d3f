using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What a decision reads before it is written, compiled once.</summary>
internal static class SubmitQueries
{
    public static readonly Func<StudioDbContext, int, Guid, Annotation?> ByKey = EF.CompileQuery((StudioDbContext db, int projectId, Guid key) =>
        db.Annotations.AsTracking().FirstOrDefault(annotation => annotation.ProjectId == projectId && annotation.Key == key));

    public static readonly Func<StudioDbContext, long, int, Annotation?> Current = EF.CompileQuery((StudioDbContext db, long itemId, int me) => db.Annotations
        .AsTracking()
        .Where(annotation => annotation.ItemId == itemId && annotation.AnnotatorId == me && annotation.IsCurrent && annotation.Action != AnnotationAction.Undo)
        .OrderByDescending(annotation => annotation.Sequence)
        .FirstOrDefault());

    public static readonly Func<StudioDbContext, long, int, Assignment?> Assignment = EF.CompileQuery((StudioDbContext db, long itemId, int me) =>
        db.Assignments.AsTracking().FirstOrDefault(assignment => assignment.ItemId == itemId && assignment.AnnotatorId == me));

    public static readonly Func<StudioDbContext, int, long, SubmittedItem?> Item = EF.CompileQuery((StudioDbContext db, int projectId, long itemId) => db.Items
        .Where(item => item.Id == itemId && item.ProjectId == projectId && item.Import!.State == ImportState.Completed)
        .Join(db.Projects, item => item.ProjectId, project => project.Id, (item, project) => new SubmittedItem(
            item.Id, item.State, item.IsAudit, project.State, project.Settings.Overlap, project.Settings.LeaseMinutes))
        .FirstOrDefault());
}

/// <summary>What matters about an item and its project when a decision comes.</summary>
internal sealed record SubmittedItem(long Id, ItemState State, bool IsAudit, ProjectState ProjectState, int Overlap, int LeaseMinutes);
