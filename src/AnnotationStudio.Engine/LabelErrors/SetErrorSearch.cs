using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>As <see cref="ErrorSearch"/>, of a multi-label task: an item whose labels look wrong is kept whole from teaching the next look.</summary>
/// <remarks>Each label is one against the rest; how likely each was given or left out by mistake is for <see cref="TurnedLabels"/> to say.</remarks>
public static class SetErrorSearch
{
    private const float Least = 1e-6f;

    // Without most of the items the next look would know less, not more.
    private const int LargestPart = 3;

    /// <summary>What models say of items that they had not seen, all looks together, and how many items have a wrong label.</summary>
    /// <param name="given">The labels of each item, ascending.</param>
    /// <param name="predict">Trains and predicts, columns independent of each other; called <see cref="ErrorSearchOptions.Looks"/> × <see cref="ErrorSearchOptions.Deals"/> times.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="ct">Checked between trainings.</param>
    /// <exception cref="ArgumentException">No items, no look or no deal.</exception>
    public static SearchedErrors Run(IReadOnlyList<int[]> given, OutOfSample predict, ErrorSearchOptions? options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(given);
        var looks = new LooksAtSets(given, ct);
        var found = Looks.Run(given.Count, predict, options, looks, ct);
        return found with { Wrong = looks.Judge(found.OutOfSample) };
    }

    private sealed class LooksAtSets(IReadOnlyList<int[]> given, CancellationToken ct) : ILooks
    {
        private TurningRates? _rates;

        // Only the first look knows how often labels are turned; which way is left open for the queue, as the one kind hides better than the other.
        public Interval Estimate(ProbabilityMatrix seen)
        {
            var turned = TurnedLabels.Of(seen, given, null, ct);
            _rates = turned.EvenRates;
            return turned.Items(ct);
        }

        public IEnumerable<int> Worst(ProbabilityMatrix seen, int count) =>
            FixQueue.OrderItems(Judge(seen), [], Math.Min(count, given.Count / LargestPart)).Select(suspect => suspect.Item);

        public ProbabilityMatrix Judge(ProbabilityMatrix seen) => TurnedLabels.Of(seen, given, _rates, ct).Wrong;

        // Columns are independent, so looks are averaged as log-odds.
        public void ToSum(Span<float> probabilities)
        {
            foreach (ref var probability in probabilities)
                probability = MathF.Log(Math.Clamp(probability, Least, 1 - Least) / (1 - Math.Clamp(probability, Least, 1 - Least)));
        }

        public void FromMean(Span<float> logs)
        {
            foreach (ref var log in logs)
                log = 1 / (1 + MathF.Exp(-log));
        }
    }
}
