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
        var open = Open(taken);
        return [.. request.Strategy.Select(view.Subset(open), count, random).Select(place => open[place])];
    }

    private int[] Open(HashSet<int> taken)
    {
        var open = new int[candidates.Length - taken.Count];
        var isTaken = new bool[candidates.Length];
        foreach (var candidate in taken)
            isTaken[candidate] = true;
        for (int candidate = 0, place = 0; candidate < candidates.Length; candidate++)
            if (!isTaken[candidate])
                open[place++] = candidate;
        return open;
    }

    private Pick[] Reasoned(List<int> queue, int chosen, string? reasonOfRest)
    {
        var own = view.Subset([.. queue]);
        var uncertainty = Uncertainty.Of(own, Uncertainty.Margin);
        var picks = new Pick[queue.Count];
        for (var place = 0; place < picks.Length; place++)
        {
            var row = candidates[queue[place]];
            var reason = (place < chosen ? request.Strategy.Reason : reasonOfRest) ?? PickReasons.Undecided(request.Labels, own.Probabilities![place], own.Thresholds);
            picks[place] = new Pick(row, request.Pool.Item(row), reason, uncertainty[place]) { BestProbability = 1 - Uncertainty.LeastConfidence(own.Probabilities![place]) };
        }

        return picks;
    }
}
