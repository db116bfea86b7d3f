using AnnotationStudio.Data;
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
        project.MapGet("/models", async (int projectId, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ListAsync(context.Caller(), projectId, ct)).Answer())
            .RequireAuthorization(AccessPolicy.Lead);
        project.MapPost("/models/{version:int}/promote", async (int projectId, int version, Promotion input, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.PromoteAsync(context.Caller(), projectId, version, input.Reason, ct)).AnswerEmpty())
            .RequireAuthorization(AccessPolicy.Lead);
        project.MapPost("/predict", async (int projectId, PredictRequest input, ModelDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.PredictAsync(context.Caller(), projectId, input, ct)).Answer());
    }
}

/// <summary>What to train; no tier leaves it to the ladder.</summary>
public sealed record NewTraining(ModelTier? Tier = null);

/// <summary>Why a version should serve.</summary>
public sealed record Promotion(string? Reason);
