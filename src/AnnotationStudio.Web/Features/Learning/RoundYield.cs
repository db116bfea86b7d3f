using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a round brought, ready to be written in one transaction.</summary>
internal sealed record RoundYield
{
    public required ServingModel Model { get; init; }

    public required ModelTier Tier { get; init; }

    public required (string Hash, long Bytes) Artifact { get; init; }

    public string? FeaturesHash { get; init; }

    public required int TrainedItems { get; init; }

    public required double Seconds { get; init; }

    public MetricsReport? Metrics { get; init; }

    public required Judgement Judgement { get; init; }

    /// <summary>The new queue; null when the tier ranks nothing.</summary>
    public IReadOnlyList<Pick>? Picks { get; init; }
}

/// <summary>What the gate said, and what follows.</summary>
/// <param name="Serves">Whether the new version serves from now on.</param>
/// <param name="Sentence">In words.</param>
internal sealed record Judgement(bool Serves, string Sentence)
{
    public bool IsProvisional { get; init; }

    public int? BaselineId { get; init; }

    public int LastLookAt { get; init; }

    public bool IsReference { get; init; }

    /// <summary>The new version stays out, and the champion's provisional climb is confirmed.</summary>
    public bool ConfirmsChampion { get; init; }

    /// <summary>A climb was taken back, or the champion fell behind the reference: this version serves again.</summary>
    public int? RevertTo { get; init; }

    /// <summary>Where the new version stays out: what the one that serves instead is worth on today's audit items; null while there are too few.</summary>
    public MetricsReport? Standing { get; init; }
}
