using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What the gate said, and what follows.</summary>
/// <param name="Serves">Whether the new version serves from now on.</param>
/// <param name="Sentence">In words.</param>
internal sealed record Judgement(bool Serves, string Sentence)
{
    /// <summary>The decision with its numbers; null when there was nothing to judge.</summary>
    public GateDecision? Decision { get; init; }

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
