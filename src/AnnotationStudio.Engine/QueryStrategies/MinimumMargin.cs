using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks the text with the one label that is nearest to turning; of single labels, where the two best are closest.</summary>
/// <remarks>The mean over labels is <see cref="MarginSampling"/>. Source: Esuli &amp; Sebastiani (2009), evidence by the minimum.</remarks>
public sealed class MinimumMargin : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "min-margin";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return Ranking.Top(candidates.Task == LabelTask.Multi ? Nearest(candidates) : Uncertainty.Of(candidates, Uncertainty.Margin), count, random);
    }

    private static float[] Nearest(PoolView view)
    {
        var scores = new float[view.Count];
        for (var candidate = 0; candidate < scores.Length; candidate++)
            for (var label = 0; label < view.Probabilities!.Labels; label++)
                scores[candidate] = Math.Max(scores[candidate], Uncertainty.Nearness(view.Probabilities[candidate][label], view.Threshold(label)));
        return scores;
    }
}
