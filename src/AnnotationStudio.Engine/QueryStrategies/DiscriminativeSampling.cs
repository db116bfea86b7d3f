using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Picks what can most surely be told apart from all that is labelled, until both look alike.</summary>
/// <remarks>
/// A logistic regression on the embeddings tells labelled from unlabelled, both weighing the same; a batch is picked in five parts, each counting as labelled
/// for the next. O(5 · 50 · (labelled + candidates) · width). Source: Gissin &amp; Shalev-Shwartz, Discriminative active learning (2019).
/// </remarks>
public sealed class DiscriminativeSampling : IQueryStrategy
{
    private const int Parts = 5;
    private const int Steps = 50;

    // Rows have length 1 at most, so the slopes change by at most 1/2 along any direction, intercept included.
    private const float StepLength = 2;
    private const float Penalty = 1e-3f;

    /// <inheritdoc/>
    public string Name => "discriminative";

    /// <inheritdoc/>
    public PoolNeeds Needs => PoolNeeds.Embeddings | PoolNeeds.Labelled;

    /// <inheritdoc/>
    public string Reason => "Easily told apart from everything labelled so far.";

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        var labelled = UnitVectors.OfLabelled(candidates);
        var vectors = labelled.Followed(UnitVectors.Of(candidates));
        var known = new bool[vectors.Count];
        Array.Fill(known, true, 0, labelled.Count);
        var picked = new List<int>(count);
        for (var part = 0; part < Parts && picked.Count < count; part++)
        {
            var scores = Scores(vectors, known);
            int[] open = [.. Enumerable.Range(0, candidates.Count).Where(candidate => !known[labelled.Count + candidate])];
            float[] own = [.. open.Select(candidate => scores[labelled.Count + candidate])];
            var wanted = (count - picked.Count + (Parts - part) - 1) / (Parts - part);
            foreach (var place in Ranking.Top(own, wanted, random))
            {
                picked.Add(open[place]);
                known[labelled.Count + open[place]] = true;
            }
        }

        return [.. picked];
    }

    // The larger, the surer that the row is not among the known. All alike where nothing is known yet.
    private static float[] Scores(UnitVectors vectors, bool[] known)
    {
        var scores = new float[vectors.Count];
        var knownCount = known.Count(isKnown => isKnown);
        if (knownCount == 0 || knownCount == known.Length)
            return scores;
        var (weights, slopes, intercept) = (new float[vectors.Width], new float[vectors.Width], 0f);
        var (knownWeight, openWeight) = (.5f / knownCount, .5f / (known.Length - knownCount));
        for (var step = 0; step <= Steps; step++)
        {
            for (var i = 0; i < scores.Length; i++)
                scores[i] = intercept + TensorPrimitives.Dot<float>(weights, vectors[i]);
            if (step == Steps)
                break;
            TensorPrimitives.Multiply(weights, Penalty, slopes);
            for (var i = 0; i < scores.Length; i++)
            {
                var slope = known[i] ? knownWeight * Sigmoid(scores[i]) : -openWeight * Sigmoid(-scores[i]);
                TensorPrimitives.MultiplyAdd(vectors[i], slope, slopes, slopes);
                intercept -= StepLength * slope;
            }

            TensorPrimitives.MultiplyAdd(slopes, -StepLength, weights, weights);
        }

        return scores;
    }

    private static float Sigmoid(float score) => 1 / (1 + MathF.Exp(-score));
}
