using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A tier that is worth trying against the champion.</summary>
/// <param name="Tier">A rung above the champion's.</param>
/// <param name="Reason">Why, fit to be shown.</param>
internal sealed record Challenger(ModelTier Tier, string Reason);
