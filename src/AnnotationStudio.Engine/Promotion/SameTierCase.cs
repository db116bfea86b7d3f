using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>A challenger of the champion's own tier, trained on more labels.</summary>
/// <param name="Challenger">As people read it, such as "v11".</param>
/// <param name="Champion">The version that serves.</param>
/// <param name="Reference">
/// The last audited climb or hand promotion, so that quality cannot slip a point at a time; null when that is the champion itself.
/// </param>
/// <param name="Evidence">What the comparisons were made on.</param>
public sealed record SameTierCase(string Challenger, Rival Champion, Rival? Reference, Evidence Evidence)
{
    /// <summary>How the champion itself does against the reference by now; null when that is the champion, or there is nothing to compare on.</summary>
    public PairedComparison? ChampionAgainstReference { get; init; }
}
