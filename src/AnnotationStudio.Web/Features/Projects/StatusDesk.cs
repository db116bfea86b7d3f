using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>How far a project has come, for the home page and for programs.</summary>
public sealed class StatusDesk(StudioStore store, ProjectGate gate, QueueGenerations generations)
{
    public async Task<Outcome<ProjectStatus>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId)
            .Select(row => new { row.ItemCount, row.LabelledCount, row.SkippedCount, row.LabelsSinceTraining, row.Settings.RetrainAfter, row.ChampionId })
            .SingleAsync(ct);
        var champion = await db.ModelVersions.Where(model => model.Id == project.ChampionId)
            .Select(model => new { model.Version, model.Tier, model.TrainedAt, model.Metrics })
            .SingleOrDefaultAsync(ct);
        var run = await db.TrainingRuns
            .Where(row => row.ProjectId == projectId && (row.State == RunState.Queued || row.State == RunState.Running))
            .OrderByDescending(row => row.State == RunState.Running).ThenBy(row => row.Id)
            .Select(row => new RunStatus(row.Id, row.State, row.Tier, row.Stage, row.Fraction, row.EtaSeconds))
            .FirstOrDefaultAsync(ct);
        return new ProjectStatus(
            project.ItemCount, project.LabelledCount, project.SkippedCount, Math.Max(0, project.ItemCount - project.LabelledCount - project.SkippedCount),
            project.LabelsSinceTraining, project.RetrainAfter,
            champion is null ? null : new ChampionStatus(champion.Version, champion.Tier, champion.TrainedAt, Parse(champion.Metrics)),
            run,
            generations.Find(projectId));
    }

    private static JsonElement? Parse(string? metrics) => metrics is null ? null : JsonSerializer.Deserialize<JsonElement>(metrics);
}

/// <summary>How far a project has come.</summary>
/// <param name="Training">The run that is queued or running, else null.</param>
/// <param name="Queue">How fresh the queue is; null before the first ranking since the server's start.</param>
public sealed record ProjectStatus(
    int Items, int Labelled, int Skipped, int Remaining, int LabelsSinceTraining, int RetrainAfter, ChampionStatus? Champion, RunStatus? Training, QueueGeneration? Queue);

/// <summary>The model that suggests.</summary>
public sealed record ChampionStatus(int Version, ModelTier Tier, DateTimeOffset TrainedAt, JsonElement? Metrics);

/// <summary>A run that is queued or running.</summary>
public sealed record RunStatus(int Id, RunState State, ModelTier? Tier, string Stage, double Progress, double? EtaSeconds);
