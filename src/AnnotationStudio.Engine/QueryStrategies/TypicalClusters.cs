using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks the most typical text of the clusters that hold the fewest labels, the largest of them first.</summary>
/// <param name="clusters">How many clusters; null for as many as there will be labels, at most 100: more cut groups in pieces at the pools a person labels.</param>
/// <remarks>
/// Typical is who is near its 20 nearest neighbours of the cluster, looked for among at most 500 of it. O((labelled + candidates) · clusters · width) a pass of k-means.
/// Source: Hacohen, Dekel &amp; Weinshall, Active learning on a budget (TypiClust, 2022).
/// </remarks>
public sealed class TypicalClusters(int? clusters = null) : IQueryStrategy
{
    private const int MostClusters = 100;
    private const int Passes = 10;
    private const int LeastMembers = 5;
    private const int Neighbours = 20;
    private const int MostCompared = 500;

    /// <inheritdoc/>
    public string Name => "typiclust";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Embeddings | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string Reason => "Typical of a group with few labels.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        if (count == 0)
            return [];
        var order = new RandomSampling().Select(candidates, candidates.Count, random);
        var labelled = UnitVectors.OfLabelled(candidates);
        var vectors = labelled.Followed(UnitVectors.Of(candidates, order));
        var k = Math.Min(clusters ?? Math.Min(labelled.Count + count, MostClusters), vectors.Count);
        var found = KMeans.Run(vectors.Values, vectors.Width, k, null, Passes, random);
        var members = Enumerable.Range(0, k).Select(_ => new Cluster()).ToArray();
        for (var i = 0; i < vectors.Count; i++)
            members[found.Cluster[i]].Add(i, i < labelled.Count);

        var open = members.Where(cluster => cluster.Open.Count > 0).ToList();
        var picked = new int[count];
        for (var place = 0; place < count; place++)
        {
            var next = open.OrderBy(cluster => cluster.Members.Count < LeastMembers).ThenBy(cluster => cluster.Labels).ThenByDescending(cluster => cluster.Members.Count).First();
            picked[place] = order[next.TakeMostTypical(vectors) - labelled.Count];
            if (next.Open.Count == 0)
                open.Remove(next);
        }

        return picked;
    }

    private sealed class Cluster
    {
        private Dictionary<int, float>? _typicality;

        public List<int> Members { get; } = [];

        public List<int> Open { get; } = [];

        public int Labels { get; private set; }

        public void Add(int member, bool isLabelled)
        {
            Members.Add(member);
            if (isLabelled)
                Labels++;
            else
                Open.Add(member);
        }

        public int TakeMostTypical(UnitVectors vectors)
        {
            _typicality ??= Open.ToDictionary(member => member, member => Typicality(vectors, member));
            var best = Open.MaxBy(member => _typicality[member]);
            Open.Remove(best);
            Labels++;
            return best;
        }

        // The mean cosine with the nearest neighbours: it falls as the mean distance rises. Members stand in an order by chance, so the first are a fair part.
        private float Typicality(UnitVectors vectors, int member)
        {
            var cosines = Members.Take(MostCompared).Where(other => other != member).Select(other => vectors.Cosine(member, other)).ToArray();
            var nearest = Math.Min(Neighbours, cosines.Length);
            if (nearest == 0)
                return 0;
            Array.Sort(cosines);
            return TensorPrimitives.Sum<float>(cosines.AsSpan(cosines.Length - nearest)) / nearest;
        }
    }
}
