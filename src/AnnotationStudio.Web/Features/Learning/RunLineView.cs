using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A run as leads see it.</summary>
/// <param name="Reason">Why the ladder began it; empty otherwise.</param>
/// <param name="Person">Who asked; null when the labels made it due, or somebody at the command line did.</param>
/// <param name="Version">What came of it.</param>
public sealed record RunLineView(
    int Id, RunState State, ModelTier? Tier, string Reason, string Stage, double Fraction, double? EtaSeconds, string? Error, bool CancelRequested,
    string? Person, int? Version, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);
