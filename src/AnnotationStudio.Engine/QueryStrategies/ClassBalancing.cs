using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Of what a strategy ranks highest, takes first those thought to be of the label that has the fewest texts.</summary>
/// <param name="inner">Who ranks: ten times as many as wanted are asked of it.</param>
/// <remarks>Thought to be: the most probable label; in a multi-label task the rarest of those suggested. Source: Aggarwal, Popescu &amp; Hudelot (2020).</remarks>
public sealed class ClassBalancing(IQueryStrategy inner) : IQueryStrategy
{
    private const int Oversampling = 10;

    /// <inheritdoc/>
    public string Name => $"{inner.Name}+balanced";

    /// <inheritdoc/>
    public PoolNeeds Needs => inner.Needs | PoolNeeds.Probabilities | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string? Reason => inner.Reason;

    /// <inheritdoc/>
    public IQueryStrategy At(int labelled, LabelTask task) => new ClassBalancing(inner.At(labelled, task));

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var held = candidates.Labelled!.Held();
        var ranked = inner.Select(candidates, (int)Math.Min(candidates.Count, (long)Oversampling * count), random);
        var waiting = new Queue<int>[held.Length];
        for (var label = 0; label < waiting.Length; label++)
            waiting[label] = [];
        for (var place = 0; place < ranked.Length; place++)
            waiting[Thought(candidates, ranked[place], held)].Enqueue(place);

        var picked = new int[count];
        for (var i = 0; i < count; i++)
        {
            var rarest = Enumerable.Range(0, held.Length).Where(label => waiting[label].Count > 0)
                .OrderBy(label => held[label]).ThenBy(label => waiting[label].Peek()).First();
            picked[i] = ranked[waiting[rarest].Dequeue()];
            held[rarest]++;
        }

        return picked;
    }

    private static int Thought(PoolView view, int candidate, int[] held)
    {
        var row = view.Probabilities![candidate];
        var best = 0;
        for (var label = 1; label < row.Length; label++)
            if (row[label] > row[best])
                best = label;
        if (view.Task == LabelTask.Single)
            return best;
        for (var label = 0; label < row.Length; label++)
            if (row[label] >= view.Threshold(label) && held[label] < held[best])
                best = label;
        return best;
    }
}
