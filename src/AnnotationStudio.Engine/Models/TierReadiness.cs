namespace AnnotationStudio.Engine.Models;

/// <summary>Whether a tier can be trained on what there is.</summary>
/// <param name="IsReady">True when training may start.</param>
/// <param name="Reason">When not ready: the plain reason and what would change it, fit to be shown. Otherwise empty.</param>
public sealed record TierReadiness(bool IsReady, string Reason)
{
    /// <summary>Ready.</summary>
    public static TierReadiness Ready { get; } = new(true, "");

    /// <summary>Not ready, because of <paramref name="reason"/>.</summary>
    public static TierReadiness NotYet(string reason) => new(false, reason);
}
