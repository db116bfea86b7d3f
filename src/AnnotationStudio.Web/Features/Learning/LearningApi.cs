using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

internal static class LearningApi
{
    public static void MapLearning(this RouteGroupBuilder api)
    {
        var project = api.MapGroup("/projects/{projectId:int}").WithTags("Learning");
        project.MapPost("/trainings", async (int projectId, NewTraining? input, TrainingDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.QueueAsync(context.Caller(), projectId, input?.Tier, ct))
                .Answer(run => TypedResults.Accepted($"/api/v1/projects/{projectId}/trainings/{run.Id}", run)))
            .RequireAuthorization(AccessPolicy.Admin);
        project.MapGet("/trainings/{runId:int}", async (int projectId, int runId, TrainingDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.FindAsync(context.Caller(), projectId, runId, ct)).Answer())
            .RequireAuthorization(AccessPolicy.Lead);
        project.MapDelete("/trainings/{runId:int}", async (int projectId, int runId, TrainingDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CancelAsync(context.Caller(), projectId, runId, ct)).AnswerEmpty())
            .RequireAuthorization(AccessPolicy.Admin);
        project.MapPost("/predict", async (int projectId, PredictRequest input, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.PredictAsync(context.Caller(), projectId, input, ct)).Answer());
        project.MapRegistry();
    }

    private static void MapRegistry(this RouteGroupBuilder project)
    {
        var lead = project.MapGroup("").RequireAuthorization(AccessPolicy.Lead);
        lead.MapGet("/models", async (int projectId, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ListAsync(context.Caller(), projectId, ct)).Answer());
        lead.MapGet("/ladder", async (int projectId, LadderDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer());
        lead.MapGet("/models/compare", async (int projectId, int? baseline, int? challenger, CompareDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CompareAsync(context.Caller(), projectId, baseline, challenger, ct)).Answer());
        var one = lead.MapGroup("/models/{version:int}");
        one.MapGet("/annotations", async (int projectId, int version, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.DataAsync(context.Caller(), projectId, version, ct)).Answer());
        one.MapGet("/decisions", async (int projectId, int version, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.DecisionsAsync(context.Caller(), projectId, version, ct)).Answer());
        one.MapGet("/card", CardAsync);
        one.MapGet("/export", ExportAsync);
        one.MapPost("/promote", async (int projectId, int version, StatedReason input, RegistryDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.PromoteAsync(context.Caller(), projectId, version, input.Reason, ct)).AnswerEmpty());
        one.MapPost("/retire", async (int projectId, int version, StatedReason input, RegistryDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.RetireAsync(context.Caller(), projectId, version, input.Reason, ct)).AnswerEmpty());
        one.MapPost("/restore", async (int projectId, int version, StatedReason input, RegistryDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.RestoreAsync(context.Caller(), projectId, version, input.Reason, ct)).AnswerEmpty());
    }

    private static async Task<IResult> CardAsync(int projectId, int version, string? format, ModelCardDesk desk, HttpContext context, CancellationToken ct)
    {
        if (format is not (null or "json" or "md"))
            return Problem.Invalid("format", $"A card comes as json or md, not as \"{format}\".").Answer();
        var name = $"project-{projectId}-v{version}-card";
        return (await desk.CardAsync(context.Caller(), projectId, version, ct)).Answer(card => format == "md"
            ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(ModelCardMarkdown.Write(card)), "text/markdown; charset=utf-8", $"{name}.md")
            : TypedResults.File(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(card, Api.Json), "application/json", $"{name}.json"));
    }

    private static async Task<IResult> ExportAsync(int projectId, int version, ModelCardDesk desk, HttpContext context, CancellationToken ct) =>
        (await desk.ExportAsync(context.Caller(), projectId, version, ct)).Answer(file => TypedResults.Stream(
            async body =>
            {
                // Models are written synchronously, and a response only takes waiting writes; a file between them keeps a large one out of memory.
                await using var between = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
                file.Write(between);
                between.Position = 0;
                await between.CopyToAsync(body, ct);
            },
            file.ContentType,
            file.Name));
}

/// <summary>What to train; no tier leaves it to the ladder.</summary>
public sealed record NewTraining(string? Tier = null);

/// <summary>Why somebody decides about a version.</summary>
public sealed record StatedReason(string? Reason);
