namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>The texts nearest the centres of k-means' clusters.</summary>
internal static class ClusterCentres
{
    /// <summary>One candidate of each cluster, the largest cluster first, then others in the order given until there are enough.</summary>
    /// <param name="view">Where the candidates are.</param>
    /// <param name="order">Candidates in an order by chance: clustered, and taken where clusters stayed empty.</param>
    /// <param name="k">The most clusters.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="passes">The most passes of k-means.</param>
    /// <param name="random">Chooses the start.</param>
    public static int[] Pick(PoolView view, int[] order, int k, int count, int passes, Random random)
    {
        k = Math.Min(Math.Min(k, count), order.Length);
        if (k == 0)
            return [];
        var clusters = KMeans.Run(view.Embeddings(order), view.EmbeddingWidth, k, null, passes, random);
        var nearest = new int[k];
        var sizes = new int[k];
        Array.Fill(nearest, -1);
        for (var i = 0; i < order.Length; i++)
        {
            var cluster = clusters.Cluster[i];
            sizes[cluster]++;
            if (nearest[cluster] < 0 || clusters.Distance[i] < clusters.Distance[nearest[cluster]])
                nearest[cluster] = i;
        }

        var chosen = Enumerable.Range(0, k).Where(cluster => nearest[cluster] >= 0)
            .OrderByDescending(cluster => sizes[cluster]).ThenBy(cluster => cluster).Select(cluster => order[nearest[cluster]]).ToList();
        var taken = chosen.ToHashSet();
        chosen.AddRange(order.Where(candidate => !taken.Contains(candidate)).Take(count - chosen.Count));
        return [.. chosen];
    }
}
