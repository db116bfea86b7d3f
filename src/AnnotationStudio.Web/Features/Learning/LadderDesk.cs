using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The ladder as a project stands on it: what each rung needs, and what it gave.</summary>
public sealed class LadderDesk(StudioStore store, ModelDesk models, TierCatalog tiers, RungChoice choice)
{
    public async Task<Outcome<LadderView>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        var list = await models.ListAsync(caller, projectId, ct);
        if (!list.IsDone)
            return list.Problem;
        await using var db = await store.ReadAsync(ct);
        var state = await Task.Run(() => LadderReader.Read(db, projectId), ct);
        var lines = list.Value.Select(ModelLine.Of).ToList();
        return new LadderView(state.Labels.Items, state.AuditItems, [.. tiers.Rungs.Select(rung => View(rung, state, lines))], [Advice(choice.Next(state)), .. LadderAdvice.Of(state)])
        {
            Metric = await db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings.Objective.Metric).SingleAsync(ct),
        };
    }

    // The reason is written for the run that it begins; before that it is a proposal.
    private static string Advice(NextStep step)
    {
        const string Tried = "Tried because ";
        return step.Challenger is { } challenger && step.Advice.StartsWith(Tried, StringComparison.Ordinal)
            ? $"The next round tries {challenger.Tier.Word()}, because {step.Advice[Tried.Length..]}"
            : step.Advice;
    }

    private static RungView View(Rung rung, LadderState state, List<ModelLine> lines)
    {
        var own = lines.Where(line => line.Model.Tier == rung.Tier).ToList();
        var here = rung.CheckHere(state.ProjectId);
        var ready = rung.Check(state.ProjectId, state.Labels);
        var measure = state.Objective.Measure;
        var judged = own.Find(line => line.Model.IsChampion && line.Metrics?.FigureOf(measure) is not null) ?? own.Find(line => line.Metrics?.FigureOf(measure) is not null);
        return new RungView(rung.Tier, rung.Summary, here.IsReady, ready.IsReady, ready.Reason)
        {
            Versions = own.Count,
            Newest = own.Count == 0 ? null : own[0].Model.Version,
            Champion = own.Find(line => line.Model.IsChampion)?.Model.Version,
            MissingLabels = Math.Max(0, rung.WorthTryingFrom - state.Labels.Items),
            Learns = rung.Learns,
            Figure = judged is null ? null : new RungFigure(
                judged.Model.Version, $"{measure}", judged.Metrics!.FigureOf(measure)!.Value, judged.Metrics.Source == MetricsSource.Audit, judged.Metrics.Items, judged.Model.LatencyMilliseconds),
        };
    }
}

/// <summary>The ladder, lowest rung first.</summary>
/// <param name="LabelledItems">Items that can be learned from.</param>
/// <param name="AuditItems">Audit items with a consensus.</param>
/// <param name="Advice">What comes next and why, how far it is, and whether more labels still change anything: a sentence each.</param>
public sealed record LadderView(int LabelledItems, int AuditItems, IReadOnlyList<RungView> Rungs, IReadOnlyList<string> Advice)
{
    /// <summary>What versions are compared by.</summary>
    public ObjectiveMetric Metric { get; init; }
}

/// <summary>One rung.</summary>
/// <param name="Tier">Which.</param>
/// <param name="Summary">What it is, in a sentence.</param>
/// <param name="IsHere">False when something is missing that no label would bring.</param>
/// <param name="IsReady">Whether it can be trained now.</param>
/// <param name="Reason">What it needs, when it is not ready.</param>
public sealed record RungView(ModelTier Tier, string Summary, bool IsHere, bool IsReady, string Reason)
{
    public bool Learns { get; init; }

    public int Versions { get; init; }

    /// <summary>Its newest version; null without one.</summary>
    public int? Newest { get; init; }

    /// <summary>The champion, where it is of this rung.</summary>
    public int? Champion { get; init; }

    /// <summary>Labels that are missing until a round tries it by itself.</summary>
    public int MissingLabels { get; init; }

    /// <summary>Of the champion, or of the newest version that was judged.</summary>
    public RungFigure? Figure { get; init; }
}

/// <summary>How good a rung was.</summary>
/// <param name="Measure">The objective's, as in "macro F1".</param>
/// <param name="Value">With its 95 % interval.</param>
/// <param name="IsAudit">On audit items; otherwise by cross-validation, which is biased.</param>
public sealed record RungFigure(int Version, string Measure, Interval Value, bool IsAudit, int Items, double? LatencyMilliseconds);
