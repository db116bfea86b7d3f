using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where models trained on different parts of the labels disagree most.</summary>
/// <remarks>Disagreement is the members' mean divergence from their average. Source: McCallum &amp; Nigam (1998); bootstrapped members: Abe &amp; Mamitsuka (1998).</remarks>
public sealed class QueryByCommittee : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "committee";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Committee;

    /// <inheritdoc/>
    public string Reason => "Models trained on parts of the labels disagree about it.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        if (count == 0)
            return [];
        var members = candidates.Committee!([.. Enumerable.Range(0, candidates.Count)]);
        var disagreement = new float[candidates.Count];
        var mean = new float[members[0].Labels];
        for (var candidate = 0; candidate < disagreement.Length; candidate++)
            disagreement[candidate] = Disagreement(members, candidate, candidates.Task, mean);
        return Ranking.Top(disagreement, count, random);
    }

    private static float Disagreement(IReadOnlyList<ProbabilityMatrix> members, int candidate, LabelTask task, float[] mean)
    {
        Array.Clear(mean);
        foreach (var member in members)
            for (var label = 0; label < mean.Length; label++)
                mean[label] += member[candidate][label] / members.Count;
        return members.Average(member => Divergence.Of(task, member[candidate], mean));
    }
}
