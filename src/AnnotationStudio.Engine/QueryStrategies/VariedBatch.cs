namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Takes a batch from the most useful candidates that does not ask the same thing twice.</summary>
/// <remarks>
/// The 10·b most useful, ties by seeded jitter; of near-duplicates (cosine of .98 and more) the more useful; weighted k-means into b clusters; the most useful of
/// each. Source: the recipe; Citovsky et al. (2021).
/// </remarks>
internal static class VariedBatch
{
    private const int Oversampling = 10;
    private const int Passes = 15;

    public static int[] Of(PoolView candidates, ReadOnlySpan<float> usefulness, int count, Random random)
    {
        if (count == 0)
            return [];
        var top = Ranking.Top(usefulness, (int)Math.Min(candidates.Count, (long)Oversampling * count), random);
        var vectors = UnitVectors.Of(candidates, top);
        var kept = DistinctPlaces.Of(vectors, null, count);
        var own = new float[kept.Length * vectors.Width];
        for (var i = 0; i < kept.Length; i++)
            vectors[kept[i]].CopyTo(own.AsSpan(i * vectors.Width));
        var weights = new float[kept.Length];
        for (var i = 0; i < kept.Length; i++)
            weights[i] = usefulness[top[kept[i]]];
        var clusters = KMeans.Run(own, vectors.Width, count, weights, Passes, random);
        return Leaders(clusters.Cluster, count, [.. kept.Select(i => top[i])]);
    }

    // The first of each cluster in the order of use, then the most useful of the rest where clusters stayed empty.
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
