using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Minimises a smooth convex function by limited-memory BFGS.</summary>
/// <remarks>Memory 10; steps that lower the value enough and ease the slope (weak Wolfe). Source: Nocedal &amp; Wright, Numerical Optimization, 3.1 and 7.4.</remarks>
internal sealed class Lbfgs(Lbfgs.Function function, double tolerance, int mostIterations)
{
    private const int Memory = 10;
    private const int MostTrials = 30;
    private const double Decrease = 1e-4;
    private const double Easing = .9;
    private readonly List<Pair> _history = [];

    /// <summary>The value at a point; writes its gradient.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Moves <paramref name="point"/> to where no part of the gradient is larger than the tolerance.</summary>
    /// <returns>How many iterations it took.</returns>
    public int Minimise(double[] point, CancellationToken ct)
    {
        var gradient = new double[point.Length];
        var trial = new double[point.Length];
        var trialGradient = new double[point.Length];
        var value = function(point, gradient);
        for (var iteration = 0; iteration < mostIterations; iteration++)
        {
            ct.ThrowIfCancellationRequested();
            if (Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) <= tolerance)
                return iteration;
            var direction = Direction(gradient);
            var next = Search(point, value, gradient, direction, trial, trialGradient, ct);
            if (next is null)
                return iteration;
            Remember(point, trial, gradient, trialGradient);
            value = next.Value;
            trial.CopyTo(point, 0);
            (gradient, trialGradient) = (trialGradient, gradient);
        }

        return mostIterations;
    }

    // The two-loop recursion: minus the gradient, bent by what the last steps taught about curvature.
    private double[] Direction(double[] gradient)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate(gradient, direction);
        var factors = new double[_history.Count];
        for (var i = _history.Count - 1; i >= 0; i--)
        {
            var pair = _history[i];
            factors[i] = TensorPrimitives.Dot<double>(pair.Step, direction) / pair.Curvature;
            TensorPrimitives.MultiplyAdd(pair.Change, -factors[i], direction, direction);
        }

        if (_history.Count > 0)
            TensorPrimitives.Multiply(direction, _history[^1].Curvature / TensorPrimitives.SumOfSquares<double>(_history[^1].Change), direction);
        for (var i = 0; i < _history.Count; i++)
        {
            var pair = _history[i];
            var along = TensorPrimitives.Dot<double>(pair.Change, direction) / pair.Curvature;
            TensorPrimitives.MultiplyAdd(pair.Step, factors[i] - along, direction, direction);
        }

        return direction;
    }

    // Null when rounding leaves no step that lowers the value: the point is as good as it gets.
    private double? Search(
        double[] point, double value, double[] gradient, double[] direction, double[] trial, double[] trialGradient, CancellationToken ct)
    {
        var slope = TensorPrimitives.Dot<double>(gradient, direction);
        var step = _history.Count == 0 ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(gradient)) : 1;
        var (low, high) = (0.0, double.PositiveInfinity);
        for (var attempt = 0; attempt < MostTrials; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            TensorPrimitives.MultiplyAdd(direction, step, point, trial);
            var reached = function(trial, trialGradient);
            if (!(reached <= value + (Decrease * step * slope)))
                high = step;
            else if (TensorPrimitives.Dot<double>(trialGradient, direction) < Easing * slope)
                low = step;
            else
                return reached;
            step = double.IsPositiveInfinity(high) ? 2 * step : (low + high) / 2;
        }

        return null;
    }

    private void Remember(double[] point, double[] trial, double[] gradient, double[] trialGradient)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        TensorPrimitives.Subtract(trial, point, step);
        TensorPrimitives.Subtract(trialGradient, gradient, change);
        var curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature <= 0)
            return;
        if (_history.Count == Memory)
            _history.RemoveAt(0);
        _history.Add(new Pair(step, change, curvature));
    }

    private sealed record Pair(double[] Step, double[] Change, double Curvature);
}
