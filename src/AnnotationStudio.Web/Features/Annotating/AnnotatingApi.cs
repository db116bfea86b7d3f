using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

internal static class AnnotatingApi
{
    public static void MapAnnotating(this RouteGroupBuilder api)
    {
        var project = api.MapGroup("/projects/{projectId:int}").WithTags("Annotating").AddEndpointFilter<SamePersonFilter>();
        project.MapPost("/next", async (int projectId, NextBody? body, AssignmentDesk desk, HttpContext context, CancellationToken ct, int count = 1) =>
            (await desk.ClaimNextAsync(context.Caller(), projectId, count, body?.Holding ?? [], ct)).Answer());
        project.MapPost("/assignments/renew", async (int projectId, IdsBody body, AssignmentDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.RenewAsync(context.Caller(), projectId, body.Ids ?? [], ct)).AnswerEmpty());
        project.MapPost("/assignments/release", async (int projectId, IdsBody body, AssignmentDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReleaseAsync(context.Caller(), projectId, body.Ids ?? [], ct)).AnswerEmpty());
        project.MapPut("/annotations/{key}", async (int projectId, string key, Submission sent, AnnotationDesk desk, HttpContext context, CancellationToken ct) =>
            Guid.TryParse(key, out var parsed) ? Kept(await desk.SubmitAsync(context.Caller(), projectId, parsed, sent, ct)) : BadKey.Answer());
        project.MapDelete("/annotations/{key}", async (int projectId, string key, AnnotationDesk desk, HttpContext context, CancellationToken ct) =>
            Guid.TryParse(key, out var parsed) ? (await desk.UndoAsync(context.Caller(), projectId, parsed, ct)).AnswerEmpty() : BadKey.Answer());
        project.MapGet("/annotations", async (int projectId, AnnotationLog log, HttpContext context, CancellationToken ct, long after = 0, int limit = 1000) =>
            (await log.ReadAsync(context.Caller(), projectId, after, limit, ct)).Answer());
    }

    private static Problem BadKey { get; } = Problem.Invalid("key", "The key is a UUID that you made, of version 7.");

    private static IResult Kept(Outcome<SubmitReceipt> outcome) => outcome.Answer(receipt =>
        TypedResults.Json(receipt, Api.Json, statusCode: receipt.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK));
}

/// <param name="Holding">Assignments that the caller still has on the page.</param>
internal sealed record NextBody(IReadOnlyList<long>? Holding);

/// <param name="Ids">Assignments.</param>
internal sealed record IdsBody(IReadOnlyList<long>? Ids);
