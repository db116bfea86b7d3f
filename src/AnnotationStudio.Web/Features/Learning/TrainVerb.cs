using System.CommandLine;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

internal static class TrainVerb
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public static void Add(RootCommand root, VerbContext context)
    {
        var project = new Option<string>("--project") { Description = "The project's name.", Required = true };
        var tier = new Option<string?>("--tier") { Description = $"{string.Join(", ", TierWords.All)}; left out, the ladder decides." };
        tier.Validators.Add(result =>
        {
            if (TierWords.Read(result.GetValueOrDefault<string?>()) is { IsDone: false, Problem: { } unknown })
                result.AddError(unknown.Message);
        });
        var wait = new Option<bool>("--wait") { Description = "Wait until the version is there, and print it. Without a running server this is always so." };
        var train = new Command("train", "Run a round of learning.") { project, tier, wait };
        train.SetAction((parsed, ct) => TrainAsync(context, parsed.GetRequiredValue(project), parsed.GetValue(tier), parsed.GetValue(wait), ct));
        root.Subcommands.Add(train);
    }

    private static async Task<int> TrainAsync(VerbContext context, string project, string? tier, bool wait, CancellationToken ct)
    {
        var store = context.Services.GetRequiredService<StudioStore>();
        var projectId = await ProjectNames.FindAsync(store, project, ct);
        if (!projectId.IsDone)
            return await context.RefuseAsync(projectId.Problem);
        var desk = context.Services.GetRequiredService<TrainingDesk>();
        var run = await desk.QueueAsync(Caller.Owner, projectId.Value, tier, ct);
        if (!run.IsDone)
            return await context.RefuseAsync(run.Problem);
        var worker = context.Services.GetRequiredService<LearningWorker>();
        var isHost = worker.ExecuteTask is null;
        if (!isHost && !wait)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { run.Value.Id, run.Value.State }, Api.Json));
            return 0;
        }

        if (isHost)
            await worker.StartAsync(ct);
        try
        {
            return await FollowAsync(context, desk, store, projectId.Value, run.Value.Id, ct);
        }
        finally
        {
            if (isHost)
                await worker.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> FollowAsync(VerbContext context, TrainingDesk desk, StudioStore store, int projectId, int runId, CancellationToken ct)
    {
        var time = context.Services.GetRequiredService<TimeProvider>();
        while (true)
        {
            var run = await desk.FindAsync(Caller.Owner, projectId, runId, ct);
            switch (run.Value)
            {
                case { State: RunState.Queued or RunState.Running }:
                    await Task.Delay(LookEvery, time, ct);
                    continue;
                case { State: RunState.Succeeded, ModelVersionId: { } modelId }:
                    await context.Output.WriteLineAsync(await PrintAsync(store, modelId, ct));
                    return 0;
                case { } ended:
                    await context.Errors.WriteLineAsync(ended.Error ?? "The run was cancelled.");
                    return 1;
                default:
                    return await context.RefuseAsync(run.Problem!);
            }
        }
    }

    private static async Task<string> PrintAsync(StudioStore store, int modelId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var model = await db.ModelVersions.SingleAsync(row => row.Id == modelId, ct);
        var metrics = model.Metrics is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(model.Metrics);
        return JsonSerializer.Serialize(new { model.Version, model.Tier, metrics, model.Decision }, Api.Json);
    }
}
