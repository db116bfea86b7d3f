using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What a tier stands on where it is made.</summary>
/// <param name="ProjectId">Whose items; names the side files of tiers that keep some.</param>
/// <param name="Space">
/// The feature space of the project's pool, or of the version that is read back. Null for a version without one, and where a tier is made only to ask
/// whether it is ready.
/// </param>
/// <param name="Threads">Threads to work on, at least 1.</param>
public sealed record TierGround(int ProjectId, FeatureSpace? Space, int Threads);
