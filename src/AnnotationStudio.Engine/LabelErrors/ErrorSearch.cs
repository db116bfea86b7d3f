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
        ArgumentNullException.ThrowIfNull(predict);
        options ??= new ErrorSearchOptions();
        bool[] kept = [.. Enumerable.Repeat(true, given.Count)];
        float[] logs = [];
        ProbabilityMatrix? seen = null;
        Interval? errors = null;
        for (var look = 0; look < options.Looks * options.Deals; look++)
        {
            ct.ThrowIfCancellationRequested();
            if (seen is not null && look % options.Deals == 0)
            {
                // Only while nothing was kept from teaching is every item predicted alike, so only the first look is counted.
                errors ??= ErrorCount.Estimate(seen, given);
                kept = Keep(seen, given, (int)Math.Round(errors.Value.Value));
            }

            var one = predict(kept, look);
            TensorPrimitives.Max(one.Values, Least, one.Values);
            TensorPrimitives.Log(one.Values, one.Values);
            logs = look == 0 ? one.Values : Sum(logs, one.Values);
            seen = Mean(logs, one.Rows, one.Labels, look + 1);
        }

        return seen is null
            ? throw new ArgumentException("At least one look and one deal are needed.", nameof(options))
            : new(seen, errors ?? ErrorCount.Estimate(seen, given));
    }

    private static bool[] Keep(ProbabilityMatrix seen, IReadOnlyList<int> given, int wrong)
    {
        bool[] kept = [.. Enumerable.Repeat(true, given.Count)];
        foreach (var suspect in FixQueue.Order(seen, given, [], wrong))
            kept[suspect.Item] = false;
        return kept;
    }

    private static float[] Sum(float[] logs, float[] more)
    {
        TensorPrimitives.Add(logs, more, logs);
        return logs;
    }

    private static ProbabilityMatrix Mean(float[] logs, int rows, int labels, int looks)
    {
        var mean = new ProbabilityMatrix(rows, labels);
        TensorPrimitives.Divide(logs, looks, mean.Values);
        TensorPrimitives.Exp(mean.Values, mean.Values);
        for (var row = 0; row < rows; row++)
            TensorPrimitives.Divide(mean[row], TensorPrimitives.Sum<float>(mean[row]), mean[row]);
        return mean;
    }
}
