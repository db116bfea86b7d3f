using System.Numerics.Tensors;

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

    // At .95 short questions of the same function words already count as the same: 2 points lost on trec6 at 250 labels.
    private const float DuplicateCosine = .98f;

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
        var points = candidates.Embeddings(top);
        var width = candidates.EmbeddingWidth;
        for (var i = 0; i < top.Length; i++)
            Normalize(points.AsSpan(i * width, width));

        var kept = WithoutDuplicates(points, width, top.Length, count);
        var own = new float[kept.Length * width];
        for (var i = 0; i < kept.Length; i++)
            points.AsSpan(kept[i] * width, width).CopyTo(own.AsSpan(i * width));
        float[] weights = [.. kept.Select(i => uncertainty[top[i]])];
        var clusters = KMeans.Run(own, width, count, weights, Passes, random);
        return Leaders(clusters.Cluster, count, [.. kept.Select(i => top[i])]);
    }

    // Places in the ranking that are left when each near-duplicate of an earlier one is passed over, as long as enough remain.
    private static int[] WithoutDuplicates(float[] points, int width, int ranked, int least)
    {
        var kept = new List<int>();
        var passed = new List<int>();
        for (var place = 0; place < ranked; place++)
        {
            var point = points.AsSpan(place * width, width);
            var duplicate = false;
            for (var i = 0; i < kept.Count && !duplicate; i++)
                duplicate = TensorPrimitives.Dot<float>(point, points.AsSpan(kept[i] * width, width)) >= DuplicateCosine;
            (duplicate ? passed : kept).Add(place);
        }

        kept.AddRange(passed.Take(Math.Max(0, least - kept.Count)));
        return [.. kept.Order()];
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

    private static void Normalize(Span<float> point)
    {
        var norm = TensorPrimitives.Norm<float>(point);
        if (norm > 0)
            TensorPrimitives.Divide(point, norm, point);
    }
}
