namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks a varied batch among the most uncertain: the product's default of single labels once there is a model.</summary>
/// <remarks><see cref="VariedBatch"/> by <see cref="MarginSampling"/>'s measure.</remarks>
public sealed class ClusterMargin : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "cluster-margin";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities | PoolNeeds.Embeddings;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return VariedBatch.Of(candidates, Uncertainty.Of(candidates, Uncertainty.Margin), count, random);
    }
}
