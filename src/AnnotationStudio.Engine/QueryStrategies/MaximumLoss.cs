using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where the labels that the text most likely has would cost the model most.</summary>
/// <remarks>
/// Likely are the m most probable labels, m the sum of the probabilities (1 for a single label), where the source has a second model foretell m. The cost of a
/// label is how far its probability is from being right. O(candidates · labels · log labels).
/// Source: Yang et al., Effective multi-label active learning for text classification (2009), maximum loss reduction with maximal confidence.
/// </remarks>
public sealed class MaximumLoss : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "max-loss";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return Ranking.Top(Of(candidates), count, random);
    }

    /// <summary>What each candidate's labels would cost, 0 to the number of labels.</summary>
    internal static float[] Of(PoolView candidates)
    {
        var losses = new float[candidates.Count];
        var sorted = new float[candidates.Probabilities!.Labels];
        for (var candidate = 0; candidate < losses.Length; candidate++)
        {
            candidates.Probabilities[candidate].CopyTo(sorted);
            Array.Sort(sorted);
            var likely = candidates.Task == LabelTask.Single ? 1 : (int)MathF.Round(sorted.Sum());
            for (var place = 0; place < sorted.Length; place++)
                losses[candidate] += place >= sorted.Length - likely ? 1 - sorted[place] : sorted[place];
        }

        return losses;
    }
}
