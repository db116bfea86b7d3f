using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What the ladder says after a round.</summary>
/// <param name="Challenger">The round that should follow; null for none.</param>
/// <param name="Advice">Why, or why not, fit to be shown.</param>
internal sealed record NextStep(Challenger? Challenger, string Advice)
{
    public static NextStep Try(ModelTier tier, string reason) => new(new Challenger(tier, reason), reason);
}
