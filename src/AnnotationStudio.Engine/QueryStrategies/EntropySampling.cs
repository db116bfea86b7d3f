namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where the probabilities say least.</summary>
/// <remarks>Multi-label: the mean over labels. Source: Shannon (1948); Settles (2009).</remarks>
public sealed class EntropySampling : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "entropy";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return Ranking.Top(Uncertainty.Of(candidates, Uncertainty.Entropy), count, random);
    }
}
