namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks a varied batch where the likely labels would cost the model most: the product's default of several labels an item once there is a model.</summary>
/// <remarks><see cref="VariedBatch"/> by <see cref="MaximumLoss"/>'s measure.</remarks>
public sealed class ClusterLoss : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "cluster-loss";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities | PoolNeeds.Embeddings;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return VariedBatch.Of(candidates, MaximumLoss.Of(candidates), count, random);
    }
}
