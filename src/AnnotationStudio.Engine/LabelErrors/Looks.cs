using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>Looks again and again, each time without what looked wrong before.</summary>
internal static class Looks
{
    public static SearchedErrors Run(int items, OutOfSample predict, ErrorSearchOptions? options, ILooks task, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(predict);
        options ??= new ErrorSearchOptions();
        bool[] kept = [.. Enumerable.Repeat(true, items)];
        float[] sums = [];
        ProbabilityMatrix? seen = null;
        Interval? errors = null;
        for (var look = 0; look < options.Looks * options.Deals; look++)
        {
            ct.ThrowIfCancellationRequested();
            if (seen is not null && look % options.Deals == 0)
            {
                // Only while nothing was kept from teaching is every item predicted alike, so only the first look is counted.
                errors ??= task.Estimate(seen);
                kept = Keep(items, task.Worst(seen, (int)Math.Round(errors.Value.Value)));
            }

            var one = predict(kept, look);
            for (var row = 0; row < one.Rows; row++)
                task.ToSum(one[row]);
            sums = look == 0 ? one.Values : Sum(sums, one.Values);
            seen = Mean(sums, one.Rows, one.Labels, look + 1, task);
        }

        return seen is null
            ? throw new ArgumentException("At least one look and one deal are needed.", nameof(options))
            : new(seen, errors ?? task.Estimate(seen));
    }

    private static bool[] Keep(int items, IEnumerable<int> wrong)
    {
        bool[] kept = [.. Enumerable.Repeat(true, items)];
        foreach (var item in wrong)
            kept[item] = false;
        return kept;
    }

    private static float[] Sum(float[] sums, float[] more)
    {
        TensorPrimitives.Add(sums, more, sums);
        return sums;
    }

    private static ProbabilityMatrix Mean(float[] sums, int rows, int labels, int looks, ILooks task)
    {
        var mean = new ProbabilityMatrix(rows, labels);
        TensorPrimitives.Divide(sums, looks, mean.Values);
        for (var row = 0; row < rows; row++)
            task.FromMean(mean[row]);
        return mean;
    }
}
