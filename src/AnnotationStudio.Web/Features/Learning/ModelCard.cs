using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>All that somebody who gets a version should know of it; the same as JSON and as Markdown.</summary>
public sealed record ModelCard
{
    public string Format { get; init; } = "annotation-studio-model-card-1";

    public required string Project { get; init; }

    public required ProjectTask Task { get; init; }

    public required int Version { get; init; }

    public required ModelTier Tier { get; init; }

    /// <summary>What kind of model that is, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What became of it: "Champion", "Kept out".</summary>
    public required string State { get; init; }

    public required string IntendedUse { get; init; }

    public required IReadOnlyList<string> Limits { get; init; }

    public required CardData Data { get; init; }

    public required CardTraining Training { get; init; }

    /// <summary>With 95 % intervals and where they come from; null when it was not judged.</summary>
    public MetricsReport? Metrics { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<CardDecision> Decisions { get; init; }
}

/// <summary>What a version learned from.</summary>
/// <param name="LabelledItems">How many.</param>
/// <param name="LeftOutNearAudit">Labelled items left out because they all but equal an audit item.</param>
/// <param name="DataCut">Sequence of the last annotation it could have seen.</param>
/// <param name="AnnotationsSha256">Names the list of exactly these annotations; null when it learned from none.</param>
/// <param name="Labels">Its labels, with the items of each.</param>
public sealed record CardData(int LabelledItems, int LeftOutNearAudit, long DataCut, string? AnnotationsSha256, IReadOnlyList<CardLabel> Labels);

/// <summary>A label and the items it was learned from; null where nobody counted.</summary>
public sealed record CardLabel(string Name, int? Items);

/// <summary>How a version was made, and how fast it answers.</summary>
public sealed record CardTraining(
    DateTimeOffset TrainedAt, double Seconds, int Seed, string ArtifactSha256, long SizeBytes, string? FeaturesSha256, double? ItemsPerSecond, double? LatencyMilliseconds);

/// <summary>A decision with its reason.</summary>
/// <param name="By">A person, or the gate.</param>
public sealed record CardDecision(DateTimeOffset At, DecisionKind Kind, string By, string Words);
