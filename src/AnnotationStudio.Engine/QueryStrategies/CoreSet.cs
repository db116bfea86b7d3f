namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks, one after the other, what lies farthest from all that is labelled or picked: greedy k-centre.</summary>
/// <remarks>O(candidates · (labelled + count) · width). Source: Sener &amp; Savarese (2018), algorithm 1, by cosine.</remarks>
public sealed class CoreSet : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "core-set";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Embeddings | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string Reason => "Unlike anything labelled so far.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var vectors = UnitVectors.Of(candidates);
        var closest = vectors.Closest(UnitVectors.OfLabelled(candidates));
        var left = new RandomSampling().Select(candidates, candidates.Count, random).ToList();
        var picked = new int[count];
        for (var place = 0; place < count; place++)
        {
            // What is left stands in an order by chance, so the first of equals is any of them.
            var farthest = left.MinBy(candidate => closest[candidate]);
            left.Remove(farthest);
            picked[place] = farthest;
            vectors.Raise(vectors[farthest], closest);
        }

        return picked;
    }
}
