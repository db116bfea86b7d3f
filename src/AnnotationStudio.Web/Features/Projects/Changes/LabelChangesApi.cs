using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

internal static class LabelChangesApi
{
    public static void MapLabelChanges(this RouteGroupBuilder project)
    {
        var changes = project.MapGroup("/labels/changes").RequireAuthorization(AccessPolicy.Lead);
        changes.MapGet("/", async (int projectId, LabelChangeDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ListAsync(context.Caller(), projectId, ct)).Answer());
        changes.MapPost("/", async (int projectId, LabelChangeInput input, LabelChangeDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ApplyAsync(context.Caller(), projectId, input, ct)).Answer());
        changes.MapPost("/preview", async (int projectId, LabelChangeInput input, LabelChangeDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.PreviewAsync(context.Caller(), projectId, input, ct)).Answer());
        changes.MapDelete("/{changeId:int}", async (int projectId, int changeId, LabelChangeDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.UndoAsync(context.Caller(), projectId, changeId, ct)).Answer());
    }
}
