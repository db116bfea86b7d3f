using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The versions of a project's models: listed, promoted by hand, asked about texts.</summary>
public sealed class ModelDesk(StudioStore store, ProjectGate gate, ModelShelf shelf, StudioEvents events, TimeProvider time)
{
    public const int MostTexts = 1_000;
    private const int LongestText = 1_000_000;
    private const float LeastProbability = .01f;

    /// <summary>All versions, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<ModelView>>> ListAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var championId = await db.Projects.Where(project => project.Id == projectId).Select(project => project.ChampionId).SingleAsync(ct);
        var rows = await db.ModelVersions.Where(model => model.ProjectId == projectId).OrderByDescending(model => model.Version).ToListAsync(ct);
        return rows.ConvertAll(row => View(row, championId));
    }

    public async Task<Outcome<ModelView>> FindAsync(Caller caller, int projectId, int version, CancellationToken ct) =>
        await ListAsync(caller, projectId, ct) is var list && !list.IsDone ? list.Problem
        : list.Value.FirstOrDefault(model => model.Version == version) is { } found ? found
        : Problem.NotFound("model version");

    /// <summary>Makes a version serve, because a lead says so.</summary>
    public async Task<Outcome<Done>> PromoteAsync(Caller caller, int projectId, int version, string? reason, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        reason = reason?.Trim();
        if (string.IsNullOrEmpty(reason) || reason.Length > 1_000)
            return Problem.Invalid("reason", "Say in a few words why this version should serve.");
        if (await shelf.VersionAsync(projectId, version, ct) is null)
            return Problem.NotFound("model version that can be read");
        await store.WriteAsync(
            db =>
            {
                var model = db.ModelVersions.AsTracking().Single(row => row.ProjectId == projectId && row.Version == version);
                (model.WasPromoted, model.IsReference, model.IsProvisional) = (true, true, false);
                model.Decision = $"v{version} was promoted by hand: {reason}";
                db.Projects.Where(project => project.Id == projectId).ExecuteUpdate(set => set.SetProperty(project => project.ChampionId, model.Id));
                db.Activity.Add(new ActivityEntry { At = time.GetUtcNow(), PersonId = caller.PersonId, ProjectId = projectId, What = "model-promoted", SubjectId = model.Id });
                db.SaveChanges();
            },
            ct);
        events.Publish(Happening.ModelChanged, projectId);
        return Done.Value;
    }

    /// <summary>What a version, or the champion, says of texts: most probable labels first.</summary>
    public async Task<Outcome<IReadOnlyList<PredictionView>>> PredictAsync(Caller caller, int projectId, PredictRequest request, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (request.Texts is not { Count: > 0 and <= MostTexts } texts || texts.Any(text => text is null || text.Length > LongestText))
            return Problem.Invalid("texts", $"Send 1 to {MostTexts:N0} texts of at most {LongestText:N0} characters.");
        var model = request.ModelVersion is { } version ? await shelf.VersionAsync(projectId, version, ct) : await shelf.ChampionAsync(projectId, ct);
        if (model is null)
            return request.ModelVersion is null
                ? Problem.Conflict("The project has no model that can be read. Train one.")
                : Problem.NotFound("model version that can be read");
        return await Task.Run(() => Predict(model, texts, ct), ct);
    }

    private static List<PredictionView> Predict(ServingModel model, IReadOnlyList<string> texts, CancellationToken ct)
    {
        var rows = model.Predict(texts, ct);
        var predictions = new List<PredictionView>(texts.Count);
        for (var row = 0; row < rows.Rows; row++)
        {
            var suggested = Decision.Suggested(rows[row], model.Model.Thresholds);
            var labels = new List<LabelProbability>();
            for (var label = 0; label < rows.Labels; label++)
                if (rows[row][label] >= LeastProbability || suggested.Contains(label))
                    labels.Add(new LabelProbability(model.Model.Labels.Labels[label].Name, rows[row][label], suggested.Contains(label)));
            predictions.Add(new PredictionView([.. labels.OrderByDescending(label => label.Probability)], model.Version));
        }

        return predictions;
    }

    private static ModelView View(ModelVersion row, int? championId) => new(
        row.Version, row.Tier, row.Id == championId, row.WasPromoted, row.IsProvisional, row.TrainedAt, row.TrainedItems, row.DataCut, row.Seed,
        row.Metrics is null ? null : JsonSerializer.Deserialize<JsonElement>(row.Metrics), row.Decision, row.SizeBytes, row.TrainingSeconds, row.ArtifactHash);
}

/// <summary>Texts to be predicted.</summary>
public sealed record PredictRequest(IReadOnlyList<string>? Texts, int? ModelVersion = null);

/// <summary>What a model says of one text.</summary>
public sealed record PredictionView(IReadOnlyList<LabelProbability> Labels, int ModelVersion);

/// <summary>A label with its probability, and whether the model suggests it.</summary>
public sealed record LabelProbability(string Label, float Probability, bool Suggested);

/// <summary>A model version as leads see it.</summary>
public sealed record ModelView(
    int Version, ModelTier Tier, bool IsChampion, bool WasPromoted, bool IsProvisional, DateTimeOffset TrainedAt, int TrainedItems, long DataCut, int Seed,
    JsonElement? Metrics, string Decision, long SizeBytes, double TrainingSeconds, string ArtifactHash);
