using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Of texts that all but equal each other, or a labelled one, passes over all but the one ranked highest, as long as others remain.</summary>
/// <param name="inner">Who ranks: three times as many as wanted are asked of it.</param>
/// <remarks>O(3 · count · (count + labelled) · width).</remarks>
public sealed class NearDuplicateExclusion(IQueryStrategy inner) : IQueryStrategy
{
    private const int Oversampling = 3;

    /// <inheritdoc/>
    public string Name => $"{inner.Name}+distinct";

    /// <inheritdoc/>
    public PoolNeeds Needs => inner.Needs | PoolNeeds.Embeddings | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string? Reason => inner.Reason;

    /// <inheritdoc/>
    public IQueryStrategy At(int labelled, LabelTask task) => new NearDuplicateExclusion(inner.At(labelled, task));

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var ranked = inner.Select(candidates, (int)Math.Min(candidates.Count, (long)Oversampling * count), random);
        var vectors = UnitVectors.Of(candidates, ranked);
        var kept = DistinctPlaces.Of(vectors, UnitVectors.OfLabelled(candidates), count);
        return [.. kept.Take(count).Select(place => ranked[place])];
    }
}
