namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks the text nearest the centre of each of as many clusters as picks are wanted, the largest cluster first.</summary>
/// <remarks>O(candidates · count · width) a pass, at most 15. Source: Xu et al., Representative sampling for text classification (2003), without the margin.</remarks>
public sealed class KMeansSampling : IQueryStrategy
{
    private const int Passes = 15;

    /// <inheritdoc/>
    public string Name => "k-means";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Embeddings;

    /// <inheritdoc/>
    public string Reason => "Typical of a group of similar texts.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return ClusterCentres.Pick(candidates, new RandomSampling().Select(candidates, candidates.Count, random), count, count, Passes, random);
    }
}
