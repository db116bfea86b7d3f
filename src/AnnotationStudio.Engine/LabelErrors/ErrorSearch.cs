using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>Looks for label errors more than once: as many of the least likely labels as are thought wrong are kept from teaching the next look, so that errors no longer vouch for each other.</summary>
public static class ErrorSearch
{
    private const float Least = 1e-9f;

    /// <summary>What models say of items that they had not seen, all looks together, and how many labels are wrong.</summary>
    /// <param name="given">The label of each item.</param>
    /// <param name="predict">Trains and predicts; called <see cref="ErrorSearchOptions.Looks"/> × <see cref="ErrorSearchOptions.Deals"/> times.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="ct">Checked between trainings.</param>
    /// <exception cref="ArgumentException">No items, no look or no deal.</exception>
    public static SearchedErrors Run(IReadOnlyList<int> given, OutOfSample predict, ErrorSearchOptions? options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(given);
        return Looks.Run(given.Count, predict, options, new LooksAtLabels(given), ct);
    }

    private sealed class LooksAtLabels(IReadOnlyList<int> given) : ILooks
    {
        public Interval Estimate(ProbabilityMatrix seen) => ErrorCount.Estimate(seen, given);

        public IEnumerable<int> Worst(ProbabilityMatrix seen, int count) => FixQueue.Order(seen, given, [], count).Select(suspect => suspect.Item);

        public void ToSum(Span<float> probabilities)
        {
            TensorPrimitives.Max(probabilities, Least, probabilities);
            TensorPrimitives.Log(probabilities, probabilities);
        }

        public void FromMean(Span<float> logs)
        {
            TensorPrimitives.Exp(logs, logs);
            TensorPrimitives.Divide(logs, TensorPrimitives.Sum<float>(logs), logs);
        }
    }
}
