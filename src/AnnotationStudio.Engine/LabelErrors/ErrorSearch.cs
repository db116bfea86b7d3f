using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>Looks for label errors more than once: labels that look wrong are kept from teaching the next look, so that errors no longer vouch for each other.</summary>
public static class ErrorSearch
{
    /// <summary>What models say of the items that learned neither from them nor from what looks wrong.</summary>
    /// <param name="given">The label of each item.</param>
    /// <param name="predict">Trains and predicts; called <see cref="ErrorSearchOptions.Looks"/> × <see cref="ErrorSearchOptions.Deals"/> times.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="ct">Checked between trainings.</param>
    /// <returns>Items × labels, the mean of the last look's deals.</returns>
    public static ProbabilityMatrix Run(IReadOnlyList<int> given, OutOfSample predict, ErrorSearchOptions? options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(predict);
        options ??= new ErrorSearchOptions();
        bool[] kept = [.. Enumerable.Repeat(true, given.Count)];
        ProbabilityMatrix? seen = null;
        for (var look = 0; look < options.Looks; look++)
        {
            if (seen is not null)
                kept = [.. Enumerable.Range(0, given.Count).Select(item => !LooksWrong(seen[item], given[item]))];
            seen = Mean(kept, predict, look * options.Deals, options.Deals, ct);
        }

        return seen ?? throw new ArgumentException("At least one look is needed.", nameof(options));
    }

    // Another label is likelier than the given one.
    private static bool LooksWrong(ReadOnlySpan<float> row, int given) => TensorPrimitives.Max(row) > row[given];

    private static ProbabilityMatrix Mean(bool[] kept, OutOfSample predict, int from, int deals, CancellationToken ct)
    {
        ProbabilityMatrix? sum = null;
        for (var deal = from; deal < from + deals; deal++)
        {
            ct.ThrowIfCancellationRequested();
            var one = predict(kept, deal);
            if (sum is null)
                sum = one;
            else
                TensorPrimitives.Add(sum.Values, one.Values, sum.Values);
        }

        TensorPrimitives.Divide(sum!.Values, deals, sum.Values);
        return sum;
    }
}
