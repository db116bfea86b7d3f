using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks where the model is undecided and many other texts are alike: what is learned there serves them too.</summary>
/// <remarks>
/// Margin times the mean similarity to 500 candidates drawn by chance, cosines below 0 counting as 0. O(candidates · 500 · width).
/// Source: Settles &amp; Craven (2008), information density with β = 1.
/// </remarks>
public sealed class DensityWeighted : IQueryStrategy
{
    private const int MostCompared = 500;

    /// <inheritdoc/>
    public string Name => "density-weighted";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Probabilities | PoolNeeds.Embeddings;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        if (count == 0)
            return [];
        var compared = UnitVectors.Of(candidates, new RandomSampling().Select(candidates, Math.Min(MostCompared, candidates.Count), random));
        var scores = Uncertainty.Of(candidates, Uncertainty.Margin).ToArray();
        var vectors = UnitVectors.Of(candidates);
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var sum = 0f;
            for (var other = 0; other < compared.Count; other++)
                sum += Math.Max(0, TensorPrimitives.Dot<float>(vectors[candidate], compared[other]));
            scores[candidate] *= sum / compared.Count;
        }

        return Ranking.Top(scores, count, random);
    }
}
