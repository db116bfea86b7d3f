namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks at label zero: the text nearest the centre of each of k clusters, so that rare kinds of text turn up early.</summary>
/// <remarks>
/// k-means++ and at most 30 passes, on an even spread of at most 20,000 candidates; the largest cluster first. Asked for more than 25, the rest is random:
/// more clusters than that only cut groups in pieces. Source: the recipe.
/// </remarks>
public sealed class KMeansStart : IQueryStrategy
{
    /// <summary>The most picks that stand for a cluster each.</summary>
    public const int MostClusters = 25;
    private const int MostPoints = 20_000;
    private const int Passes = 30;

    /// <inheritdoc/>
    public string Name => "k-means-start";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Embeddings;

    /// <inheritdoc/>
    public string Reason => "Typical of a group not seen yet.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var order = new RandomSampling().Select(candidates, candidates.Count, random);
        var clustered = order[..Math.Min(order.Length, MostPoints)];
        var centres = ClusterCentres.Pick(candidates, clustered, MostClusters, Math.Min(count, MostClusters), Passes, random);
        var taken = centres.ToHashSet();
        return [.. centres, .. order.Where(candidate => !taken.Contains(candidate)).Take(count - centres.Length)];
    }
}
