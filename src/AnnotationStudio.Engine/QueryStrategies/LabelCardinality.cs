using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where the model is undecided and suggests another number of labels than labelled texts have.</summary>
/// <remarks>
/// √(margin · distance of the number of suggestions from the mean number of labels). Of single labels both numbers are 1, so the choice is random.
/// Source: Li &amp; Guo, Active learning with multi-label SVM classification (2013), label cardinality inconsistency with β = ½.
/// </remarks>
public sealed class LabelCardinality : IQueryStrategy
{
    /// <inheritdoc/>
    public string Name => "label-cardinality";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string Reason => "Suggested to have another number of labels than most.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var scores = Uncertainty.Of(candidates, Uncertainty.Margin).ToArray();
        var usual = candidates.Labelled!.Count == 0 ? 1 : (float)candidates.Labelled.Labels.Average(labels => labels.Length);
        for (var candidate = 0; candidate < scores.Length; candidate++)
            scores[candidate] = MathF.Sqrt(scores[candidate] * Math.Abs(Suggested(candidates, candidate) - usual));
        return Ranking.Top(scores, count, random);
    }

    private static int Suggested(PoolView view, int candidate)
    {
        if (view.Task == LabelTask.Single)
            return 1;
        var suggested = 0;
        for (var label = 0; label < view.Probabilities!.Labels; label++)
            suggested += view.Probabilities[candidate][label] >= view.Threshold(label) ? 1 : 0;
        return suggested;
    }
}
