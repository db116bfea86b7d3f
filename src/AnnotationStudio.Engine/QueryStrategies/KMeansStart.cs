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
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var order = new RandomSampling().Select(candidates, candidates.Count, random);
        var sample = order[..Math.Min(order.Length, MostPoints)];
        var k = Math.Min(Math.Min(count, MostClusters), sample.Length);
        if (k == 0)
            return [];
        var clusters = KMeans.Run(candidates.Embeddings(sample), candidates.EmbeddingWidth, k, null, Passes, random);

        var nearest = new int[k];
        var sizes = new int[k];
        Array.Fill(nearest, -1);
        for (var i = 0; i < sample.Length; i++)
        {
            var cluster = clusters.Cluster[i];
            sizes[cluster]++;
            if (nearest[cluster] < 0 || clusters.Distance[i] < clusters.Distance[nearest[cluster]])
                nearest[cluster] = i;
        }

        var chosen = Enumerable.Range(0, k).Where(cluster => nearest[cluster] >= 0)
            .OrderByDescending(cluster => sizes[cluster]).ThenBy(cluster => cluster).Select(cluster => sample[nearest[cluster]]).ToList();
        var taken = chosen.ToHashSet();
        chosen.AddRange(order.Where(candidate => !taken.Contains(candidate)).Take(count - chosen.Count));
        return [.. chosen];
    }
}
