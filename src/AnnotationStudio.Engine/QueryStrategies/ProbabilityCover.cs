namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks, one after the other, the text whose neighbourhood holds the most texts that no label is near to.</summary>
/// <remarks>
/// Neighbourhoods are as wide as they can be with 95 % of them inside one cluster, of as many clusters as there are labels. O(points² · width) time, and up to as
/// many neighbours kept: meant for a few thousand candidates (<see cref="SubSampling"/>).
/// Source: Yehuda et al., Active learning through a covering lens (ProbCover, 2022).
/// </remarks>
public sealed class ProbabilityCover : IQueryStrategy
{
    private const double ImpureShare = .05;
    private const int MostJudged = 500;
    private const int Passes = 15;

    /// <inheritdoc/>
    public string Name => "probcover";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Embeddings | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string Reason => "Has many texts around it, and none of them labelled.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        if (count == 0)
            return [];
        var order = new RandomSampling().Select(candidates, candidates.Count, random);
        var vectors = UnitVectors.Of(candidates, order);
        var least = LeastCosine(vectors, Math.Max(2, candidates.Labelled!.LabelCount), random);
        var isCovered = vectors.Closest(UnitVectors.OfLabelled(candidates)).Select(cosine => cosine >= least).ToArray();
        var near = Neighbours(vectors, least);
        int[] open = [.. near.Select(neighbours => neighbours.Count(other => !isCovered[other]))];

        var picked = new int[count];
        for (var place = 0; place < count; place++)
        {
            var best = 0;
            for (var i = 1; i < open.Length; i++)
                if (open[i] > open[best])
                    best = i;
            picked[place] = order[best];
            foreach (var covered in near[best].Where(other => !isCovered[other]).ToArray())
            {
                isCovered[covered] = true;
                foreach (var other in near[covered])
                    open[other] -= open[other] > 0 ? 1 : 0;
            }

            open[best] = -1;
        }

        return picked;
    }

    // The cosine that 95 % of neighbourhoods can reach down to without meeting another cluster.
    private static float LeastCosine(UnitVectors vectors, int labels, Random random)
    {
        var judged = Math.Min(MostJudged, vectors.Count);
        var clusters = KMeans.Run(vectors.Values, vectors.Width, Math.Min(labels, vectors.Count), null, Passes, random).Cluster;
        var foreign = new float[judged];
        for (var i = 0; i < judged; i++)
        {
            foreign[i] = -1;
            for (var other = 0; other < vectors.Count; other++)
                if (clusters[other] != clusters[i])
                    foreign[i] = Math.Max(foreign[i], vectors.Cosine(i, other));
        }

        Array.Sort(foreign);
        return foreign[(int)((1 - ImpureShare) * (judged - 1))];
    }

    private static List<int>[] Neighbours(UnitVectors vectors, float least)
    {
        List<int>[] near = [.. Enumerable.Range(0, vectors.Count).Select(i => new List<int> { i })];
        for (var i = 0; i < near.Length; i++)
            for (var other = i + 1; other < near.Length; other++)
                if (vectors.Cosine(i, other) >= least)
                {
                    near[i].Add(other);
                    near[other].Add(i);
                }

        return near;
    }
}
