using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

internal static class ProjectsApi
{
    public static void MapProjects(this RouteGroupBuilder api)
    {
        var projects = api.MapGroup("/projects").WithTags("Projects");
        projects.MapPost("/", async (NewProject input, ProjectDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CreateAsync(context.Caller(), input, ct)).Answer(project => TypedResults.Created($"/api/v1/projects/{project.Id}", project)))
            .RequireAuthorization(AccessPolicy.Lead);
        projects.MapGet("/", async (ProjectDesk desk, HttpContext context, CancellationToken ct) => await desk.ListAsync(context.Caller(), ct));

        var project = projects.MapGroup("/{projectId:int}");
        project.MapGet("/", async (int projectId, ProjectDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.FindAsync(context.Caller(), projectId, ct)).Answer());
        project.MapPatch("/", async (int projectId, ProjectPatch patch, ProjectDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.UpdateAsync(context.Caller(), projectId, patch, ct)).Answer());
        project.MapGet("/status", async (int projectId, StatusDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer());
        project.MapGet("/members", async (int projectId, MemberDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ListAsync(context.Caller(), projectId, ct)).Answer());
        project.MapPost("/members", async (int projectId, NewMember input, MemberDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.AddAsync(context.Caller(), projectId, input, ct)).AnswerEmpty());
        project.MapDelete("/members/{personId:int}", async (int projectId, int personId, MemberDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.RemoveAsync(context.Caller(), projectId, personId, ct)).AnswerEmpty());
        project.MapLabelChanges();
    }
}
