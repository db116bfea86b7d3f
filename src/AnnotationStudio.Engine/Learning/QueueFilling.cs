using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Fills the queue: the first batches by the strategy, the rest in the order of the margin.</summary>
internal sealed class QueueFilling(RoundRequest request, int[] candidates, ProbabilityMatrix probabilities, IReadOnlyList<float>? thresholds)
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
        var order = rest.Select(View(null), Math.Min(candidates.Length, length + taken.Count), random);
        queue.AddRange(order.Where(candidate => !taken.Contains(candidate)).Take(length - queue.Count));
        return Reasoned(queue);
    }

    private int[] Batch(int count, HashSet<int> taken, Random random)
    {
        if (taken.Count == 0)
            return request.Strategy.Select(View(null), count, random);
        int[] open = [.. Enumerable.Range(0, candidates.Length).Where(candidate => !taken.Contains(candidate))];
        return [.. request.Strategy.Select(View(open), count, random).Select(place => open[place])];
    }

    private PoolView View(int[]? open)
    {
        if (open is null)
            return PoolScoring.View(request.Pool, candidates, request.Labels.Task, probabilities, thresholds);
        var own = new ProbabilityMatrix(open.Length, probabilities.Labels);
        for (var i = 0; i < open.Length; i++)
            probabilities[open[i]].CopyTo(own[i]);
        return PoolScoring.View(request.Pool, [.. open.Select(candidate => candidates[candidate])], request.Labels.Task, own, thresholds);
    }

    private Pick[] Reasoned(List<int> queue)
    {
        var byModel = request.Strategy.Needs.HasFlag(PoolNeeds.Probabilities);
        var own = new ProbabilityMatrix(queue.Count, probabilities.Labels);
        for (var i = 0; i < queue.Count; i++)
            probabilities[queue[i]].CopyTo(own[i]);
        var uncertainty = Uncertainty.Of(new PoolView(request.Labels.Task, queue.Count, own, thresholds), Uncertainty.Margin);
        return [.. queue.Select((candidate, place) => new Pick(
            candidates[candidate], request.Pool.Item(candidates[candidate]),
            byModel ? PickReasons.Undecided(request.Labels, own[place], thresholds) : PickReasons.ByChance, uncertainty[place]))];
    }
}
