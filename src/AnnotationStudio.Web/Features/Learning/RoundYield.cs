using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a round brought, ready to be written in one transaction.</summary>
internal sealed record RoundYield
{
    public required ServingModel Model { get; init; }

    public required (string Hash, long Bytes) Artifact { get; init; }

    public string? FeaturesHash { get; init; }

    /// <summary>The file that lists the annotations learned from; null for those that learned from none.</summary>
    public string? DataHash { get; init; }

    public required int TrainedItems { get; init; }

    /// <summary>Items of each label among those, in the order of the labels.</summary>
    public required List<int> LabelCounts { get; init; }

    public int NearAudit { get; init; }

    public required double Seconds { get; init; }

    public Speed? Speed { get; init; }

    /// <summary>Kappa with the version of its tier before it; null when there was nothing to compare.</summary>
    public double? Agreement { get; init; }

    public MetricsReport? Metrics { get; init; }

    public required Judgement Judgement { get; init; }

    /// <summary>The round that follows at once, and why: a challenger of the next rung. Null for none.</summary>
    public Challenger? Challenger { get; init; }

    /// <summary>The new queue; null when the version does not serve, or its tier ranks nothing.</summary>
    public IReadOnlyList<Pick>? Picks { get; init; }
}
