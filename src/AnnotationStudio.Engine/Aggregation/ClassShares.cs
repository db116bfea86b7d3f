using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Every item is beforehand what items are on the whole.</summary>
internal sealed class ClassShares(Votes votes, double smoothing) : IItemPrior
{
    private readonly double[] _logs = new double[votes.Labels];

    public bool KnowsItems => false;

    public double Fit(double[] posterior)
    {
        var counts = new double[votes.Labels];
        for (var item = 0; item < votes.Items; item++)
            if (votes.CountOf(item) > 0)
                TensorPrimitives.Add(counts, posterior.AsSpan(item * counts.Length, counts.Length), counts);
        var (all, plausible) = (counts.Sum() + (counts.Length * smoothing), 0.0);
        for (var label = 0; label < counts.Length; label++)
            plausible += smoothing * (_logs[label] = Math.Log((counts[label] + smoothing) / all));
        return plausible;
    }

    public void Write(int item, Span<double> logs) => _logs.CopyTo(logs);
}
