namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where the best label is least probable.</summary>
/// <remarks>Multi-label: the mean over labels. Source: Lewis &amp; Gale (1994).</remarks>
public sealed class LeastConfidence : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "least-confidence";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return Ranking.Top(Uncertainty.Of(candidates, Uncertainty.LeastConfidence), count, random);
    }
}
