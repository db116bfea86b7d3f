using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The versions of a project's models: listed, explained, asked about texts.</summary>
public sealed class ModelDesk(StudioStore store, ProjectGate gate, ModelShelf shelf, ArtifactStore artifacts)
{
    public const int MostTexts = 1_000;
    private const int MostDecisions = 200;
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

    /// <summary>What was decided, newest first: about one version, or about all.</summary>
    public async Task<Outcome<IReadOnlyList<DecisionView>>> DecisionsAsync(Caller caller, int projectId, int? version, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var rows = await (
            from decision in db.ModelDecisions
            join model in db.ModelVersions on decision.ModelVersionId equals model.Id
            where decision.ProjectId == projectId && (version == null || model.Version == version)
            orderby decision.Id descending
            select new
            {
                model.Version,
                decision.At,
                decision.Kind,
                decision.Words,
                decision.Gate,
                Person = db.People.Where(person => person.Id == decision.PersonId).Select(person => person.DisplayName).FirstOrDefault(),
            }).Take(MostDecisions).ToListAsync(ct);
        return rows.ConvertAll(row => new DecisionView(row.Version, row.At, row.Kind, row.Person, row.Words, StoredGate.Read(row.Gate)));
    }

    /// <summary>Which version answers in the project just now; not the champion when its file is damaged. Null when none can be read.</summary>
    public async Task<Outcome<int?>> ServingAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        return (await shelf.ChampionAsync(projectId, ct))?.Version;
    }

    /// <summary>The annotations that a version learned from.</summary>
    public async Task<Outcome<DataCutView>> DataAsync(Caller caller, int projectId, int version, CancellationToken ct)
    {
        var found = await FindAsync(caller, projectId, version, ct);
        if (!found.IsDone)
            return found.Problem;
        if (found.Value.DataHash is not { } hash)
            return new DataCutView(version, found.Value.DataCut, null, []);
        try
        {
            return new DataCutView(version, found.Value.DataCut, hash, await Task.Run(() => DataCutFile.Read(artifacts, hash), ct));
        }
        catch (InvalidDataException exception)
        {
            return Problem.Conflict($"The list of annotations of v{version} cannot be read: {exception.Message}. Put it back from a backup.");
        }
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

    private ModelView View(ModelVersion row, int? championId) => new(
        row.Version, row.Tier, row.Id == championId, row.WasPromoted, row.IsProvisional, row.TrainedAt, row.TrainedItems, row.DataCut, row.Seed,
        row.Metrics is null ? null : JsonSerializer.Deserialize<JsonElement>(row.Metrics), row.Decision, row.SizeBytes, row.TrainingSeconds, row.ArtifactHash)
    {
        LabelCounts = row.LabelCounts,
        NearAudit = row.NearAudit,
        DataHash = row.DataHash,
        FeaturesHash = row.FeaturesHash,
        ItemsPerSecond = row.ItemsPerSecond,
        LatencyMilliseconds = row.LatencyMilliseconds,
        RetiredAt = row.RetiredAt,
        Fault = shelf.FaultOf(row.Id),
    };
}

/// <summary>Texts to be predicted.</summary>
public sealed record PredictRequest(IReadOnlyList<string>? Texts, int? ModelVersion = null);

/// <summary>What a model says of one text.</summary>
public sealed record PredictionView(IReadOnlyList<LabelProbability> Labels, int ModelVersion);

/// <summary>A label with its probability, and whether the model suggests it.</summary>
public sealed record LabelProbability(string Label, float Probability, bool Suggested);
