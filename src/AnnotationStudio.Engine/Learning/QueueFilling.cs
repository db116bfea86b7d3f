using AnnotationStudio.Engine.QueryStrategies;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Fills the queue: the first batches by the strategy, the rest in the order of the margin.</summary>
internal sealed class QueueFilling(RoundRequest request, int[] candidates, PoolView view)
{
    public IReadOnlyList<Pick> Fill(Random random, CancellationToken ct)
    {
        var length = Math.Min(request.QueueLength, candidates.Length);
        var queue = new List<int>(length);
        var taken = new HashSet<int>();
        for (var batch = 0; batch < request.Batches && queue.Count < length; batch++)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var candidate in Batch(Math.Min(request.BatchSize, length - queue.Count), taken, random))
            {
                queue.Add(candidate);
                taken.Add(candidate);
            }
        }

        ct.ThrowIfCancellationRequested();
        IQueryStrategy rest = request.Strategy.Needs == PoolNeeds.None ? request.Strategy : new MarginSampling();
        if (queue.Count < length)
        {
            var order = rest.Select(view, Math.Min(candidates.Length, length + taken.Count), random);
            queue.AddRange(order.Where(candidate => !taken.Contains(candidate)).Take(length - queue.Count));
        }

        return Reasoned(queue, taken.Count, rest.Reason);
    }

    private int[] Batch(int count, HashSet<int> taken, Random random)
    {
        if (taken.Count == 0)
            return request.Strategy.Select(view, count, random);
        int[] open = [.. Enumerable.Range(0, candidates.Length).Where(candidate => !taken.Contains(candidate))];
        return [.. request.Strategy.Select(view.Subset(open), count, random).Select(place => open[place])];
    }

    private Pick[] Reasoned(List<int> queue, int chosen, string? reasonOfRest)
    {
        var own = view.Subset([.. queue]);
        var uncertainty = Uncertainty.Of(own, Uncertainty.Margin);
        return [.. queue.Select((candidate, place) => new Pick(
            candidates[candidate], request.Pool.Item(candidates[candidate]),
            (place < chosen ? request.Strategy.Reason : reasonOfRest) ?? PickReasons.Undecided(request.Labels, own.Probabilities![place], own.Thresholds),
            uncertainty[place]))];
    }
}
