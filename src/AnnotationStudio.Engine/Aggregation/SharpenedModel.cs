using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Every item is beforehand what a classifier says, its probabilities raised to the power that the votes bear out best.</summary>
/// <remarks>A classifier that learned from labels with errors is less sure than it could be, a power above 1; one that knows its own texts too well is below.</remarks>
internal sealed class SharpenedModel : IItemPrior
{
    private const double LeastProbability = 1e-6;
    private const double Sharpest = 4;
    private const int Steps = 3;

    private readonly Votes _votes;
    private readonly double[] _logs;
    private double _power = 1;

    public SharpenedModel(Votes votes, ProbabilityMatrix model)
    {
        _votes = votes;
        _logs = Array.ConvertAll(model.Values, probability => Math.Log(Math.Max(probability, LeastProbability)));
    }

    public bool KnowsItems => true;

    public double Fit(double[] posterior)
    {
        // Newton's steps on a concave function, kept from leaping by the bounds and by halving.
        for (var step = 0; step < Steps; step++)
        {
            var (value, slope, bend) = Ground(posterior, _power);
            if (bend <= 0)
                break;
            var move = Math.Clamp(_power + (slope / bend), 1 / Sharpest, Sharpest) - _power;
            for (var halving = 0; halving < Steps && Ground(posterior, _power + move).Value < value; halving++)
                move /= 2;
            if (Ground(posterior, _power + move).Value >= value)
                _power += move;
        }

        return 0;
    }

    public void Write(int item, Span<double> logs)
    {
        TensorPrimitives.Multiply(_logs.AsSpan(item * logs.Length, logs.Length), _power, logs);
        Normalize(logs);
    }

    // How well the posterior fits a power, with slope and curvature.
    private (double Value, double Slope, double Bend) Ground(double[] posterior, double power)
    {
        var (value, slope, bend) = (0.0, 0.0, 0.0);
        var powered = new double[_votes.Labels];
        for (var item = 0; item < _votes.Items; item++)
        {
            if (_votes.CountOf(item) == 0)
                continue;
            var logs = _logs.AsSpan(item * powered.Length, powered.Length);
            var row = posterior.AsSpan(item * powered.Length, powered.Length);
            TensorPrimitives.Multiply(logs, power, powered);
            Normalize(powered);
            value += TensorPrimitives.Dot<double>(row, powered);
            TensorPrimitives.Exp<double>(powered, powered);
            var mean = TensorPrimitives.Dot<double>(powered, logs);
            slope += TensorPrimitives.Dot<double>(row, logs) - mean;
            for (var label = 0; label < powered.Length; label++)
                bend += powered[label] * (logs[label] - mean) * (logs[label] - mean);
        }

        return (value, slope, bend);
    }

    private static void Normalize(Span<double> logs)
    {
        var (most, sum) = (TensorPrimitives.Max<double>(logs), 0.0);
        foreach (var log in logs)
            sum += Math.Exp(log - most);
        TensorPrimitives.Subtract(logs, most + Math.Log(sum), logs);
    }
}
