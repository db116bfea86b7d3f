using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>How far scores are from the truth: the loss's slope in each score.</summary>
internal sealed class HeadLoss
{
    private readonly LabelTask _task;
    private readonly float[][] _truth;
    private readonly float[]? _weights;
    private readonly float[] _scratch;

    public HeadLoss(HeadTargets targets, int rows)
    {
        (_task, _scratch) = (targets.Task, new float[rows]);
        _truth = new float[targets.Outputs][];
        for (var output = 0; output < _truth.Length; output++)
        {
            _truth[output] = new float[rows];
            for (var row = 0; row < rows; row++)
                _truth[output][row] = targets.IsPositive(row, output) ? 1 : 0;
        }

        if (_task == LabelTask.Single)
            _weights = [.. Enumerable.Range(0, rows).Select(row => (float)targets.Weight(targets.Output(row)))];
    }

    /// <summary>Turns scores into slopes, in place: weight · (probability − truth).</summary>
    /// <param name="scores">By output, a number for each row, intercepts added.</param>
    /// <param name="outputs">Which outputs are wanted; a softmax takes all.</param>
    public void Slopes(float[][] scores, IReadOnlyList<int> outputs)
    {
        if (_task == LabelTask.Single)
            SoftMax(scores);
        foreach (var output in outputs)
        {
            var own = scores[output].AsSpan(0, _scratch.Length);
            if (_task == LabelTask.Multi)
                TensorPrimitives.Sigmoid(own, own);
            TensorPrimitives.Subtract(own, _truth[output], own);
            if (_weights is not null)
                TensorPrimitives.Multiply(own, _weights, own);
        }
    }

    private void SoftMax(float[][] scores)
    {
        scores[0].AsSpan(0, _scratch.Length).CopyTo(_scratch);
        foreach (var own in scores.AsSpan(1))
            TensorPrimitives.Max(_scratch, own.AsSpan(0, _scratch.Length), _scratch);
        foreach (var own in scores)
        {
            TensorPrimitives.Subtract(own.AsSpan(0, _scratch.Length), _scratch, own);
            TensorPrimitives.Exp(own.AsSpan(0, _scratch.Length), own);
        }

        scores[0].AsSpan(0, _scratch.Length).CopyTo(_scratch);
        foreach (var own in scores.AsSpan(1))
            TensorPrimitives.Add(_scratch, own.AsSpan(0, _scratch.Length), _scratch);
        foreach (var own in scores)
            TensorPrimitives.Divide(own.AsSpan(0, _scratch.Length), _scratch, own);
    }
}
