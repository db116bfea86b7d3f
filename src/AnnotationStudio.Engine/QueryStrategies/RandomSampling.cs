namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks by chance alone: the yardstick every other strategy has to beat.</summary>
public sealed class RandomSampling : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.None;

    /// <inheritdoc/>
    public string Reason => "Picked by chance.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var order = Enumerable.Range(0, candidates.Count).ToArray();
        for (var i = 0; i < count; i++)
        {
            var other = random.Next(i, order.Length);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order[..count];
    }
}
