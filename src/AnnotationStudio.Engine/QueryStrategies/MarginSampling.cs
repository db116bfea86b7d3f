namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where the two best labels are closest.</summary>
/// <remarks>Multi-label: the mean over labels of the distance between yes and no. Source: Scheffer, Decomain &amp; Wrobel (2001).</remarks>
public sealed class MarginSampling : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "margin";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return Ranking.Top(Uncertainty.Of(candidates, Uncertainty.Margin), count, random);
    }
}
