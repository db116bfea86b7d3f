using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>What a project's home page says.</summary>
public sealed class OverviewDesk(StudioStore store, ProjectGate gate, TimeProvider time)
{
    private const int DaysShown = 14;
    private const int MostVersions = 200;
    private const int FewestToJudge = 20;

    public async Task<Outcome<Overview>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone);
        var only = seat.Value.Role >= Role.Lead ? null : caller.PersonId;
        await using var db = await store.ReadAsync(ct);
        var project = await SummaryAsync(db, projectId, seat.Value.Role, ct);
        var training = await TrainingAsync(db, projectId, ct);
        var audit = await AuditAsync(db, projectId, ct);
        var labels = await LabelsAsync(db, project, audit, ct);
        var since = new DateTimeOffset(now.Date.AddDays(1 - DaysShown), now.Offset);
        var days = await OverviewQueries.DaysAsync(db, projectId, only, since, ct);
        var objective = await db.Projects.Where(row => row.Id == projectId).Select(row => row.Settings.Objective).SingleAsync(ct);
        var curve = await CurveAsync(db, projectId, objective.Metric.ToMeasure(), ct);
        var look = labels.ToLookup(label => label.Name, label => (label.Color, label.Position), StringComparer.OrdinalIgnoreCase);
        var champion = await ChampionAsync(db, projectId, line => Line(line, look[line.Label].FirstOrDefault()), ct);
        return new Overview(
            project,
            NextStep.Of(project, training.Current is not null),
            champion,
            audit,
            [.. labels.Where(label => !label.IsRetired || label.Items > 0)],
            [.. Enumerable.Range(0, DaysShown).Select(day => DateOnly.FromDateTime(since.Date).AddDays(day)).Select(day => new DayCount(day, days.GetValueOrDefault(day)))],
            await OverviewQueries.PeopleAsync(db, projectId, only, ct),
            curve,
            training,
            now)
        {
            Metric = objective.Metric,
            Random = seat.Value.Role >= Role.Lead ? await RandomOrder.ReadAsync(db, projectId, objective.Metric, ct) : [],
            Waiting = only is null ? await db.Memberships.CountAsync(member => member.ProjectId == projectId && member.PausedAt != null, ct) : 0,
            Budget = Budget([.. curve.Where(point => point.Tier == $"{champion?.Tier}" && point.Labels > 0)], objective),
        };
    }

    /// <summary>Only what changes from moment to moment, which costs next to nothing.</summary>
    public async Task<Outcome<Pulse>> ReadPulseAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await SummaryAsync(db, projectId, seat.Value.Role, ct);
        var training = await TrainingAsync(db, projectId, ct);
        return new Pulse(project, NextStep.Of(project, training.Current is not null), training);
    }

    private static Task<ProjectSummary> SummaryAsync(StudioDbContext db, int projectId, Role role, CancellationToken ct) => db.Projects
        .Where(row => row.Id == projectId)
        .Select(row => new ProjectSummary(
            row.Id, row.Name, row.Task, row.State, role, row.ItemCount, row.LabelledCount, row.SkippedCount,
            Math.Max(0, row.ItemCount - row.LabelledCount - row.SkippedCount), row.LabelsSinceTraining, row.Settings.RetrainAfter))
        .SingleAsync(ct);

    private static async Task<ChampionSummary?> ChampionAsync(StudioDbContext db, int projectId, Func<LabelReport, ClassLine> line, CancellationToken ct)
    {
        var champion = await db.ModelVersions
            .Where(model => db.Projects.Any(project => project.Id == projectId && project.ChampionId == model.Id))
            .Select(model => new { model.Version, model.Tier, model.TrainedItems, model.TrainedAt, model.Decision, model.Metrics })
            .SingleOrDefaultAsync(ct);
        if (champion is null)
            return null;
        var metrics = StoredMetrics.Read(champion.Metrics);
        return new ChampionSummary(
            champion.Version, champion.Tier, champion.TrainedItems, champion.TrainedAt, champion.Decision, metrics,
            metrics is null ? [] : [.. metrics.PerClass.Select(line).OrderByDescending(label => label.Support)]);
    }

    private static ClassLine Line(LabelReport label, (string? Color, int Position) look) =>
        new(label.Label, look.Color ?? "", look.Position, LabelIntervals.F1(label), label.Support);

    private static async Task<List<LabelCount>> LabelsAsync(StudioDbContext db, ProjectSummary project, AuditProgress audit, CancellationToken ct)
    {
        var counts = await OverviewQueries.LabelsAsync(db, project.Id, ct);
        var labels = await db.Labels.Where(label => label.ProjectId == project.Id)
            .OrderBy(label => label.Position)
            .Select(label => new { label.Id, label.Name, label.Color, label.Position, IsRetired = label.RetiredAt != null })
            .ToListAsync(ct);
        return labels.ConvertAll(label =>
        {
            var (items, ofAudit) = counts.GetValueOrDefault(label.Id);
            return new LabelCount(
                label.Name, label.Color, label.Position, label.IsRetired, items, project.Labelled == 0 ? 0 : (double)items / project.Labelled,
                audit.Labelled < FewestToJudge ? null : Interval.Wilson(Math.Min(ofAudit, audit.Labelled), audit.Labelled));
        });
    }

    private static async Task<AuditProgress> AuditAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var labelled = await db.Items.CountAsync(item => item.ProjectId == projectId && item.State == ItemState.Labelled && item.IsAudit, ct);
        var waiting = await db.Queue.CountAsync(entry => entry.ProjectId == projectId && entry.IsAudit, ct);
        return new AuditProgress(labelled, waiting);
    }

    private static async Task<List<CurvePoint>> CurveAsync(StudioDbContext db, int projectId, Measure measure, CancellationToken ct)
    {
        var versions = await db.ModelVersions
            .Where(model => model.ProjectId == projectId && model.Metrics != null)
            .OrderByDescending(model => model.Version).Take(MostVersions)
            .Select(model => new { model.Version, model.Tier, model.TrainedItems, model.Metrics, model.WasPromoted })
            .ToListAsync(ct);
        var points = new List<CurvePoint>(versions.Count);
        foreach (var version in versions.OrderBy(version => version.TrainedItems).ThenBy(version => version.Version))
            if (StoredMetrics.Read(version.Metrics) is { } metrics && metrics.FigureOf(measure) is { } figure)
                points.Add(new CurvePoint(
                    version.Version, $"{version.Tier}", version.TrainedItems, figure.Value, figure.Low, figure.High,
                    metrics.Items, metrics.Source == MetricsSource.Audit, version.WasPromoted));
        return points;
    }

    // Figures of one kind only: cross-validation and audit items are two different rulers.
    private static string? Budget(List<CurvePoint> ofTier, ProjectObjective objective) => ofTier.MaxBy(point => point.Version) is not { } last ? null
        : LabelBudget.Say(
            [.. ofTier.Where(point => point.IsAudit == last.IsAudit).Select(point => LearningPoint.Of(point.Labels, new Interval(point.Value, point.Low, point.High)))],
            last.IsAudit ? MetricsSource.Audit : MetricsSource.CrossValidation,
            objective.Read());

    private static async Task<TrainingSummary> TrainingAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var runs = db.TrainingRuns.Where(run => run.ProjectId == projectId);
        var current = await Summaries(runs.Where(run => run.State == RunState.Queued || run.State == RunState.Running)
            .OrderByDescending(run => run.State == RunState.Running).ThenBy(run => run.Id)).FirstOrDefaultAsync(ct);
        var last = await Summaries(runs.Where(run => run.FinishedAt != null).OrderByDescending(run => run.Id)).FirstOrDefaultAsync(ct);
        return new TrainingSummary(current, last);
    }

    private static IQueryable<RunSummary> Summaries(IQueryable<TrainingRun> runs) => runs.Select(run => new RunSummary(
        run.Id, run.State, run.Tier, run.Stage, run.Fraction, run.EtaSeconds, run.Error, run.CreatedAt, run.FinishedAt, run.CancelRequested));
}
