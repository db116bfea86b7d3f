using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>What a head minimises: <c>Σ c·NLL + |W|²/(2C)</c>, intercepts free.</summary>
/// <remarks>
/// Parameters are the outputs' weights as the design lays them out, then one intercept for each output. Single-label: softmax over the labels seen,
/// c = n/(k·n_y). Multi-label: a sigmoid for each label seen.
/// </remarks>
internal sealed class HeadObjective
{
    private readonly IDesign _design;
    private readonly HeadTargets _targets;
    private readonly double _c;
    private readonly double[] _scores;
    private readonly double[] _residuals;

    public HeadObjective(IDesign design, HeadTargets targets, double c)
    {
        (_design, _targets, _c) = (design, targets, c);
        _scores = new double[targets.Outputs];
        _residuals = new double[targets.Outputs];
    }

    /// <summary>Number of parameters.</summary>
    public int Size => (_design.Width + 1) * _targets.Outputs;

    /// <summary>The value at a point; its gradient is written.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var weights = point[..(_design.Width * _targets.Outputs)];
        var intercepts = point[weights.Length..];
        TensorPrimitives.Divide(weights, _c, gradient[..weights.Length]);
        gradient[weights.Length..].Clear();
        var value = TensorPrimitives.SumOfSquares(weights) / (2 * _c);
        for (var row = 0; row < _design.Rows; row++)
        {
            intercepts.CopyTo(_scores);
            _design.Score(row, weights, _scores);
            value += _targets.Task == LabelTask.Single ? Softmax(row) : Sigmoids(row);
            _design.AddRow(row, _residuals, gradient[..weights.Length]);
            var own = gradient[weights.Length..];
            TensorPrimitives.Add(own, _residuals, own);
        }

        return value;
    }

    private double Softmax(int row)
    {
        var most = TensorPrimitives.Max<double>(_scores);
        var sum = 0.0;
        for (var output = 0; output < _scores.Length; output++)
            sum += _residuals[output] = Math.Exp(_scores[output] - most);
        var target = _targets.Output(row);
        var weight = _targets.Weight(target);
        TensorPrimitives.Multiply(_residuals, weight / sum, _residuals);
        _residuals[target] -= weight;
        return weight * (Math.Log(sum) + most - _scores[target]);
    }

    private double Sigmoids(int row)
    {
        var value = 0.0;
        for (var output = 0; output < _scores.Length; output++)
        {
            var positive = _targets.IsPositive(row, output);
            var weight = positive ? _targets.Weight(output) : _targets.NegativeWeight(output);
            var score = _scores[output];
            var tail = Math.Exp(-Math.Abs(score));
            var probability = score >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
            value += weight * (Math.Max(0, positive ? -score : score) + Math.Log(1 + tail));
            _residuals[output] = weight * (probability - (positive ? 1 : 0));
        }

        return value;
    }
}
