using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Writes the card of a version, and hands the version out for other programs.</summary>
public sealed class ModelCardDesk(StudioStore store, ModelDesk models, ModelShelf shelf, ArtifactStore artifacts, TierCatalog tiers)
{
    public async Task<Outcome<ModelCard>> CardAsync(Caller caller, int projectId, int version, CancellationToken ct)
    {
        var found = await models.FindAsync(caller, projectId, version, ct);
        if (!found.IsDone)
            return found.Problem;
        var decisions = await models.DecisionsAsync(caller, projectId, version, ct);
        if (!decisions.IsDone)
            return decisions.Problem;
        var line = ModelLine.Of(found.Value);
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Name, row.Task }).SingleAsync(ct);
        var labelIds = await db.ModelVersions.Where(row => row.ProjectId == projectId && row.Version == version).Select(row => row.LabelIds).SingleAsync(ct);
        var names = await db.Labels.Where(label => label.ProjectId == projectId).ToDictionaryAsync(label => label.Id, label => label.Name, ct);
        var model = line.Model;
        return new ModelCard
        {
            Project = project.Name,
            Task = project.Task,
            Version = version,
            Tier = model.Tier,
            Summary = tiers.Find(model.Tier)?.Summary ?? "",
            State = line.Fate.Words,
            IntendedUse = CardWords.IntendedUse(project.Name, project.Task),
            Limits = CardWords.Limits(line),
            Data = new CardData(
                model.TrainedItems, model.NearAudit, model.DataCut, model.DataHash,
                [.. labelIds.Select((id, at) => new CardLabel(names.GetValueOrDefault(id, $"label {id}, erased"), model.LabelCounts?.ElementAtOrDefault(at)))]),
            Training = new CardTraining(
                model.TrainedAt, model.TrainingSeconds, model.Seed, model.ArtifactHash, model.SizeBytes, model.FeaturesHash, model.ItemsPerSecond, model.LatencyMilliseconds),
            Metrics = line.Metrics,
            Decisions = decisions.Value.Count > 0
                ? [.. decisions.Value.Select(decision => new CardDecision(decision.At, decision.Kind, decision.Kind == DecisionKind.Judged ? "the gate" : decision.Person ?? "the command line", decision.Words))]
                : [new CardDecision(model.TrainedAt, DecisionKind.Judged, "the gate", model.Decision)],
        };
    }

    /// <summary>The version as a file for other programs: portable where its tier can be, its artifact as it is otherwise.</summary>
    public async Task<Outcome<ModelFile>> ExportAsync(Caller caller, int projectId, int version, CancellationToken ct)
    {
        var found = await models.FindAsync(caller, projectId, version, ct);
        if (!found.IsDone)
            return found.Problem;
        if (await shelf.VersionAsync(projectId, version, ct) is not { } loaded)
        {
            var faulty = await models.FindAsync(caller, projectId, version, ct);
            return Problem.Conflict($"v{version} cannot be exported: {faulty.Value?.Fault ?? "its file cannot be read"}. Put its file back from a backup.");
        }

        var name = $"project-{projectId}-v{version}-{found.Value.Tier.Word()}";
        return tiers.Find(found.Value.Tier)?.Portable is { } form
            ? new ModelFile($"{name}.{form.Extension}", form.ContentType, into => form.Write(loaded.Model, into))
            : new ModelFile($"{name}.bin", "application/octet-stream", into =>
            {
                using var artifact = artifacts.Open(found.Value.ArtifactHash);
                artifact.CopyTo(into);
            });
    }
}

/// <summary>A file about to be handed out.</summary>
/// <param name="Name">As it is saved.</param>
/// <param name="ContentType">As a browser is told.</param>
/// <param name="Write">Writes it, synchronously.</param>
public sealed record ModelFile(string Name, string ContentType, Action<Stream> Write);
