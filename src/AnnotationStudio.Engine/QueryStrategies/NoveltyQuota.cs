using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Gives every fifth place to what lies farthest from all that is labelled, and the others to a strategy.</summary>
/// <param name="inner">Who chooses the others.</param>
/// <remarks>New kinds of text are looked for in 10,000 candidates drawn by chance, by <see cref="CoreSet"/>.</remarks>
public sealed class NoveltyQuota(IQueryStrategy inner) : IQueryStrategy
{
    private const int Every = 5;
    private const int MostCandidates = 10_000;

    /// <inheritdoc/>
    public string Name => $"{inner.Name}+novel";

    /// <inheritdoc/>
    public PoolNeeds Needs => inner.Needs | PoolNeeds.Embeddings | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string? Reason => inner.Reason;

    /// <inheritdoc/>
    public IQueryStrategy At(int labelled, LabelTask task) => new NoveltyQuota(inner.At(labelled, task));

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var novel = new SubSampling(new CoreSet(), MostCandidates).Select(candidates, count / Every, random);
        var taken = novel.ToHashSet();
        var others = new Queue<int>(inner.Select(candidates, count, random).Where(candidate => !taken.Contains(candidate)));
        var picked = new int[count];
        for (var place = 0; place < count; place++)
            picked[place] = (place + 1) % Every == 0 ? novel[place / Every] : others.Dequeue();
        return picked;
    }
}
