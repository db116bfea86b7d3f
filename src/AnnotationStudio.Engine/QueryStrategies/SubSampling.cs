using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Lets a strategy choose from a part of a huge pool, drawn by chance: the same strategy at a bounded cost, so it keeps its name.</summary>
/// <param name="inner">Who chooses.</param>
/// <param name="most">The most candidates it sees, unless more picks than that are wanted.</param>
public sealed class SubSampling(IQueryStrategy inner, int most) : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public PoolNeeds Needs => inner.Needs;

    /// <inheritdoc/>
    public string? Reason => inner.Reason;

    /// <inheritdoc/>
    public IQueryStrategy At(int labelled, LabelTask task) => new SubSampling(inner.At(labelled, task), most);

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        if (candidates.Count <= most)
            return inner.Select(candidates, count, random);
        var sample = new RandomSampling().Select(candidates, Math.Max(most, count), random);
        return [.. inner.Select(candidates.Subset(sample), count, random).Select(place => sample[place])];
    }
}
