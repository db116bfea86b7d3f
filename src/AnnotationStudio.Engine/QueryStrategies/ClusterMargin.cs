namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks a varied batch among the most uncertain: the product's default once there is a model.</summary>
/// <remarks>
/// The 10·b smallest margins, ties by seeded jitter; of near-duplicates (cosine of .98 and more) the more uncertain; weighted k-means into b clusters;
/// the most uncertain of each. Source: the recipe; Citovsky et al. (2021).
/// </remarks>
public sealed class ClusterMargin : IQueryStrategy
{
    private const int Oversampling = 10;
    private const int Passes = 15;

    /// <inheritdoc/>
    public string Name => "cluster-margin";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities | PoolNeeds.Embeddings;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        if (count == 0)
            return [];
        var uncertainty = Uncertainty.Of(candidates, Uncertainty.Margin);
        var top = Ranking.Top(uncertainty, (int)Math.Min(candidates.Count, (long)Oversampling * count), random);
        var vectors = UnitVectors.Of(candidates, top);
        var kept = DistinctPlaces.Of(vectors, null, count);
        var own = new float[kept.Length * vectors.Width];
        for (var i = 0; i < kept.Length; i++)
            vectors[kept[i]].CopyTo(own.AsSpan(i * vectors.Width));
        var weights = new float[kept.Length];
        for (var i = 0; i < kept.Length; i++)
            weights[i] = uncertainty[top[kept[i]]];
        var clusters = KMeans.Run(own, vectors.Width, count, weights, Passes, random);
        return Leaders(clusters.Cluster, count, [.. kept.Select(i => top[i])]);
    }

    // The first of each cluster in the order of uncertainty, then the most uncertain of the rest where clusters stayed empty.
    private static int[] Leaders(int[] cluster, int count, int[] ranked)
    {
        var seen = new HashSet<int>();
        var leaders = new List<int>();
        var others = new List<int>();
        for (var place = 0; place < ranked.Length; place++)
            (seen.Add(cluster[place]) ? leaders : others).Add(ranked[place]);
        leaders.AddRange(others.Take(count - leaders.Count));
        return [.. leaders];
    }
}
