using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A model version as leads see it.</summary>
public sealed record ModelView(
    int Version, ModelTier Tier, bool IsChampion, bool WasPromoted, bool IsProvisional, DateTimeOffset TrainedAt, int TrainedItems, long DataCut, int Seed,
    JsonElement? Metrics, string Decision, long SizeBytes, double TrainingSeconds, string ArtifactHash)
{
    /// <summary>Items of each label that it learned from, in the order of its labels; null for versions that did not count.</summary>
    public IReadOnlyList<int>? LabelCounts { get; init; }

    /// <summary>Labelled items left out because they all but equal an audit item.</summary>
    public int NearAudit { get; init; }

    /// <summary>SHA-256 of the list of annotations it learned from.</summary>
    public string? DataHash { get; init; }

    /// <summary>SHA-256 of the feature space it reads.</summary>
    public string? FeaturesHash { get; init; }

    /// <summary>Texts it answers in a second, many at a time.</summary>
    public double? ItemsPerSecond { get; init; }

    /// <summary>95th percentile of one answer, in milliseconds.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>When a lead took it out; null when it may serve.</summary>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>What is wrong with its files, in words; null when nothing is, or when nobody has read them since the start.</summary>
    public string? Fault { get; init; }
}

/// <summary>One decision about a version.</summary>
/// <param name="Person">Who decided; null for the gate and at the command line.</param>
/// <param name="Gate">The gate's decision with its numbers, where it had some.</param>
public sealed record DecisionView(int Version, DateTimeOffset At, DecisionKind Kind, string? Person, string Words, GateDecision? Gate);

/// <summary>The annotations that a version learned from, by their sequences in the log.</summary>
/// <param name="DataCut">Sequence of the last annotation it could have seen.</param>
/// <param name="Hash">SHA-256 of the stored list; null when it learned from none.</param>
public sealed record DataCutView(int Version, long DataCut, string? Hash, IReadOnlyList<long> Annotations);
