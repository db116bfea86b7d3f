using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Where a project stands on the ladder: all that decides what is trained next.</summary>
internal sealed record LadderState
{
    public required int ProjectId { get; init; }

    /// <summary>The champion's tier; rules where no version serves.</summary>
    public required ModelTier Champion { get; init; }

    /// <summary>The champion climbed before there were audit items enough to be sure.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>Labelled items that can be learned from.</summary>
    public required TrainingSummary Labels { get; init; }

    /// <summary>Audit items with a consensus.</summary>
    public int AuditItems { get; init; }

    /// <summary>What the lead wants to reach.</summary>
    public Objective Objective { get; init; } = new();

    /// <summary>How good the champion is known to be; null when it was not judged.</summary>
    public MetricsReport? Standing { get; init; }

    /// <summary>All versions, oldest first.</summary>
    public IReadOnlyList<TriedVersion> Versions { get; init; } = [];

    /// <summary>Where it stands once a round has ended.</summary>
    public LadderState After(RoundPlan plan, RoundYield yield)
    {
        var judgement = yield.Judgement;
        var fresh = new TriedVersion(
            plan.NextVersion, plan.Rung.Tier, yield.TrainedItems, judgement.LastLookAt,
            judgement.Decision?.Verdict == GateVerdict.Waits, yield.Metrics?.Source, yield.Metrics?.FigureOf(Objective.Measure) ?? default)
        {
            Agreement = yield.Agreement,
        };
        var serving = judgement.RevertTo is not null ? Versions.First(version => version.Version == plan.Baseline!.Version).Tier
            : judgement.Serves ? plan.Rung.Tier : Champion;
        return this with { Champion = serving, IsProvisional = judgement.Serves ? judgement.IsProvisional : IsProvisional && judgement.RevertTo is null, Versions = [.. Versions, fresh] };
    }

    /// <summary>The rounds of the champion's tier, oldest first. Figures of one kind only: cross-validation and audit items are two different rulers.</summary>
    public List<LearningPoint> Curve() => [.. Judged().Where(version => version.Source == CurveSource).Select(version => LearningPoint.Of(version.TrainedItems, version.Score))];

    /// <summary>How far each version of the champion's tier said what the one before it said, oldest first.</summary>
    public List<double> Agreements() => [.. Versions.Where(version => version.Tier == Champion).Select(version => version.Agreement).OfType<double>()];

    /// <summary>Where the figures of the curve come from; null without any.</summary>
    public MetricsSource? CurveSource => Judged().LastOrDefault()?.Source;

    /// <summary>Audit items there were when a climb to this tier was last looked at; 0 for never.</summary>
    public int LastLookAt(ModelTier tier) => Versions.Where(version => version.Tier == tier).Select(version => version.LastLookAt).DefaultIfEmpty(0).Max();

    private IEnumerable<TriedVersion> Judged() => Versions.Where(version => version.Tier == Champion && version is { Source: not null, TrainedItems: > 0 });
}

/// <summary>A version as the next choice needs it.</summary>
/// <param name="Version">As the project counts.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="TrainedItems">Labelled items it learned from.</param>
/// <param name="LastLookAt">Audit items there were when its climb was last looked at.</param>
/// <param name="Waits">It is a challenger that waits for the next audit look.</param>
/// <param name="Source">Where its figure comes from; null when it was not judged.</param>
/// <param name="Score">Its figure by the objective's measure, with the 95 % interval.</param>
internal sealed record TriedVersion(int Version, ModelTier Tier, int TrainedItems, int LastLookAt, bool Waits, MetricsSource? Source, Interval Score)
{
    /// <summary>Kappa with the version of its tier before it; null when there was nothing to compare, or the labels are others now.</summary>
    public double? Agreement { get; init; }
}
