using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Reads where a project stands on the ladder.</summary>
internal static class LadderReader
{
    /// <param name="db">A context of the reader's.</param>
    /// <param name="projectId">Which project.</param>
    /// <param name="items">Its labels, where somebody has read them already.</param>
    public static LadderState Read(StudioDbContext db, int projectId, LabelledItems? items = null)
    {
        items ??= LabelledItems.Read(db, projectId);
        var project = db.Projects.Where(row => row.Id == projectId).Select(row => new { row.ChampionId, row.Settings.Objective }).Single();
        var (championId, objective) = (project.ChampionId, project.Objective.Read());
        var champion = db.ModelVersions.Where(model => model.Id == championId).Select(model => new { model.Tier, model.IsProvisional, model.Metrics, model.LatencyMilliseconds }).SingleOrDefault();
        return new LadderState
        {
            ProjectId = projectId,
            Champion = champion?.Tier ?? ModelTier.Rules,
            IsProvisional = champion?.IsProvisional ?? false,
            Labels = RoundPlan.Summary(items),
            AuditItems = items.AuditAnswered,
            Standing = StoredMetrics.Read(champion?.Metrics) is { } report ? report with { LatencyMilliseconds = champion!.LatencyMilliseconds } : null,
            Objective = objective,
            Versions = Versions(db, projectId, objective.Measure, items.LabelIds),
        };
    }

    private static List<TriedVersion> Versions(StudioDbContext db, int projectId, Measure measure, List<int> labelIds)
    {
        var gates = db.ModelDecisions.Where(decision => decision.ProjectId == projectId && decision.Kind == DecisionKind.Judged).Select(decision => new { decision.ModelVersionId, decision.Gate })
            .ToDictionary(decision => decision.ModelVersionId, decision => StoredGate.Read(decision.Gate));
        var rows = db.ModelVersions.Where(model => model.ProjectId == projectId).OrderBy(model => model.Version)
            .Select(model => new { model.Id, model.Version, model.Tier, model.TrainedItems, model.LastLookAt, model.WasPromoted, IsRetired = model.RetiredAt != null, model.Metrics, model.LabelIds, model.Agreement })
            .AsNoTracking().ToList();
        return rows.ConvertAll(row =>
        {
            var metrics = StoredMetrics.Read(row.Metrics);
            var waits = !row.WasPromoted && !row.IsRetired && gates.GetValueOrDefault(row.Id)?.Verdict == GateVerdict.Waits;
            return new TriedVersion(row.Version, row.Tier, row.TrainedItems, row.LastLookAt, waits, metrics?.Source, metrics?.FigureOf(measure) ?? default)
            {
                Agreement = row.LabelIds.SequenceEqual(labelIds) ? row.Agreement : null,
            };
        });
    }
}
