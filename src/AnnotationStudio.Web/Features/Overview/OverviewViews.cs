using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Components;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>Everything on a project's home page, as it was at one moment.</summary>
/// <param name="People">For leads everybody; for annotators themselves alone.</param>
public sealed record Overview(
    ProjectSummary Project,
    NextStep Next,
    ChampionSummary? Champion,
    AuditProgress Audit,
    IReadOnlyList<LabelCount> Labels,
    IReadOnlyList<DayCount> Days,
    IReadOnlyList<PersonCount> People,
    IReadOnlyList<CurvePoint> Curve,
    TrainingSummary Training,
    DateTimeOffset ReadAt)
{
    /// <summary>What versions are compared by, and the curve is drawn in.</summary>
    public ObjectiveMetric Metric { get; init; }

    /// <summary>What random choosing gave in the last simulation, where that was scored on audit items as the curve is; else empty.</summary>
    public IReadOnlyList<CurvePoint> Random { get; init; } = [];

    /// <summary>People who get no items until a lead lets them go on; only leads are told.</summary>
    public int Waiting { get; init; }

    /// <summary>How many more labels the next step takes, in words; null before there is a round to tell by.</summary>
    public string? Budget { get; init; }
}

/// <summary>What changes with every answer and every step of a training.</summary>
public sealed record Pulse(ProjectSummary Project, NextStep Next, TrainingSummary Training);

/// <summary>The project and its counts.</summary>
/// <param name="Remaining">Items that still wait for labels.</param>
public sealed record ProjectSummary(
    int Id, string Name, ProjectTask Task, ProjectState State, Role Role, int Items, int Labelled, int Skipped, int Remaining, int LabelsSinceTraining, int RetrainAfter);

/// <summary>The model that suggests, and how good it is known to be.</summary>
/// <param name="Metrics">Null until it was judged.</param>
public sealed record ChampionSummary(int Version, ModelTier Tier, int TrainedItems, DateTimeOffset TrainedAt, string Decision, MetricsReport? Metrics, IReadOnlyList<ClassLine> Classes);

/// <summary>One label's line of a report.</summary>
/// <param name="F1">With its 95 % interval.</param>
public sealed record ClassLine(string Label, string Color, int Position, Interval F1, int Support);

/// <summary>How much of the honest test set is labelled.</summary>
public sealed record AuditProgress(int Labelled, int Waiting);

/// <summary>How many items have a label.</summary>
/// <param name="Share">Of all labelled items. Labelling is steered, so this says little about the pool.</param>
/// <param name="Pool">Share of the pool that has it, with its 95 % interval, known from audit items; null while they are too few.</param>
public sealed record LabelCount(string Name, string Color, int Position, bool IsRetired, int Items, double Share, Interval? Pool);

/// <summary>Labels that people gave on one day.</summary>
public sealed record DayCount(DateOnly Day, int Labels);

/// <summary>What one person did.</summary>
/// <param name="Name">Null for labels that came with files.</param>
/// <param name="MedianSeconds">From the text's appearing to the decision; null when nothing was timed.</param>
/// <param name="Skipped">Items they skipped or flagged.</param>
public sealed record PersonCount(int? PersonId, string? Name, int Labels, double? MedianSeconds, int Skipped)
{
    /// <summary>Over how many of a person's last decisions the median is.</summary>
    public const int Timed = 500;
}

/// <summary>The run that waits or is under way, or else how the last one ended.</summary>
public sealed record TrainingSummary(RunSummary? Current, RunSummary? Last);

/// <summary>One run of training.</summary>
public sealed record RunSummary(
    int Id, RunState State, ModelTier? Tier, string Stage, double Fraction, double? EtaSeconds, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, bool CancelRequested);
