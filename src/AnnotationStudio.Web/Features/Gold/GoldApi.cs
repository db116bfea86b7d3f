using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Gold;

internal static class GoldApi
{
    public static void MapGold(this RouteGroupBuilder api)
    {
        var project = api.MapGroup("/projects/{projectId:int}").WithTags("Gold").RequireAuthorization(AccessPolicy.Lead);
        project.MapGet("/gold", async (int projectId, GoldDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer());
        project.MapPost("/members/{personId:int}/resume", async (int projectId, int personId, GoldDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ResumeAsync(context.Caller(), projectId, personId, ct)).AnswerEmpty());
    }
}
