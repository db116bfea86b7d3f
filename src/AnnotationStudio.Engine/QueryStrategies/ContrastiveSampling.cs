using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks what the model judges otherwise than the labelled texts next to it.</summary>
/// <remarks>
/// The mean divergence of the 10 nearest labelled texts' probabilities from the candidate's. O(candidates · labelled · width).
/// Source: Margatina et al., Active learning by acquiring contrastive examples (CAL, 2021).
/// </remarks>
public sealed class ContrastiveSampling : IQueryStrategy
{
    private const int Neighbours = 10;

    /// <inheritdoc/>
    public string Name => "contrastive";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities | PoolNeeds.Embeddings | PoolNeeds.Labelled | PoolNeeds.LabelledProbabilities;

    /// <inheritdoc/>
    public string Reason => "Judged otherwise than the labelled texts most like it.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var labelled = UnitVectors.OfLabelled(candidates);
        var vectors = UnitVectors.Of(candidates);
        var scores = new float[candidates.Count];
        var (distances, numbers) = (new float[labelled.Count], new int[labelled.Count]);
        var nearest = Math.Min(Neighbours, labelled.Count);
        for (var candidate = 0; candidate < scores.Length && nearest > 0; candidate++)
        {
            for (var i = 0; i < numbers.Length; i++)
                (distances[i], numbers[i]) = (-TensorPrimitives.Dot<float>(vectors[candidate], labelled[i]), i);
            Array.Sort(distances, numbers);
            foreach (var i in numbers.AsSpan(0, nearest))
                scores[candidate] += Divergence.Of(candidates.Task, candidates.Labelled!.Probabilities![i], candidates.Probabilities![candidate]) / nearest;
        }

        return Ranking.Top(scores, count, random);
    }
}
