using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>Fits a head by L-BFGS in the span of its rows: minimises <c>Σ c·NLL + |W|²/(2C)</c>, intercepts free.</summary>
/// <remarks>
/// Single-label: softmax over the labels seen, c = n/(k·n_y). Multi-label: a logistic head for each label seen; they go in step, so that one pass
/// over the rows serves all that have not arrived yet. Starting from zero, every step stays in the span of the rows, so vectors are kept as
/// shares of rows (<see cref="SpanVector"/>): the numbers are those of L-BFGS on the weights, at the cost of one product with G an iteration.
/// Source: Liu and Nocedal, On the limited memory BFGS method, 1989.
/// </remarks>
internal sealed class HeadSolver
{
    private const int History = 10;
    private const int MostIterations = 500;

    // Of the gradient's length at the start.
    private const double Tolerance = 1e-4;

    // For each row, of a gradient's length: what rounding leaves. Texts that nothing tells apart have no other gradient, and along a shift of all intercepts it never ends.
    private const double Rounding = 1e-6;

    private readonly IRowProducts _rows;
    private readonly HeadLoss _loss;
    private readonly bool _jointly;
    private readonly float _c;
    private readonly List<int> _open;
    private readonly SpanVector _weights;
    private readonly float[][] _slopes;
    private readonly Queue<SolverStep> _steps = [];
    private SpanVector _gradient;
    private SpanVector _next;

    private HeadSolver(IRowProducts rows, HeadTargets targets, double c, List<int> open)
    {
        (_rows, _c, _open, _jointly) = (rows, (float)c, open, targets.Task == LabelTask.Single);
        _loss = new HeadLoss(targets, rows.Count);
        (_weights, _gradient, _next) = (NewVector(), NewVector(), NewVector());
        _slopes = [.. Enumerable.Range(0, targets.Outputs).Select(_ => new float[rows.Count])];

        SpanVector NewVector() => new(targets.Outputs, rows.Count);
    }

    /// <summary>For each output its share of each row, and its intercept.</summary>
    internal sealed record Solution(float[][] Shares, float[] Intercepts)
    {
        /// <summary>Steps it took.</summary>
        public int Iterations { get; init; }
    }

    /// <summary>Fits all outputs.</summary>
    /// <param name="rows">The labelled rows.</param>
    /// <param name="targets">What they should come to.</param>
    /// <param name="c">Inverse strength of the penalty.</param>
    /// <param name="ct">Checked each iteration.</param>
    /// <param name="start">Where to begin, an earlier solution for the same rows and outputs; null for zero. It ends at the same point either way, within the tolerance.</param>
    public static Solution Fit(IRowProducts rows, HeadTargets targets, double c, CancellationToken ct, Solution? start = null)
    {
        // Where every text has the label there is nothing to tell apart: the intercept alone would run away.
        List<int> open = [.. Enumerable.Range(0, targets.Outputs).Where(output => targets.Count(output) < rows.Count)];
        int[] everywhere = [.. Enumerable.Range(0, targets.Outputs).Except(open)];
        var solver = new HeadSolver(rows, targets, c, open);
        var iterations = solver.Run(start, ct);
        float[] intercepts = [.. solver._weights.Shares.Select(own => own[rows.Count])];
        foreach (var output in everywhere)
            intercepts[output] = targets.Task == LabelTask.Single ? 0 : (float)Math.Log((2.0 * rows.Count) + 1);
        return new Solution([.. solver._weights.Shares.Select(own => own[..rows.Count])], intercepts) { Iterations = iterations };
    }

    private int Run(Solution? start, CancellationToken ct)
    {
        Evaluate();
        var goals = Products(_gradient, _gradient);
        var least = Rounding * _rows.Count * Rounding * _rows.Count;
        if (start is not null)
            Begin(start);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            ct.ThrowIfCancellationRequested();
            var squares = Products(_gradient, _gradient);
            _open.RemoveAll(output => squares[output] <= Math.Max(Tolerance * Tolerance * goals[output], least));
            if (_open.Count == 0)
                return iteration;
            var step = Direction();
            var starts = Products(_gradient, step.Move);
            var lengths = LineSearch.Run(_open, starts, _steps.Count == 0, (lengths, outputs) => SlopesAlong(step.Move, lengths, outputs));
            Take(step, lengths);
        }

        return MostIterations;
    }

    private void Begin(Solution start)
    {
        foreach (var output in _open)
        {
            start.Shares[output].CopyTo(_weights.Shares[output], 0);
            _weights.SetIntercept(start.Intercepts[output], output);
        }

        _rows.Multiply(_weights.Shares, _weights.Scores, _open);
        Evaluate();
    }

    private void Evaluate()
    {
        foreach (var output in _open)
            Score(output, null, 0);
        _loss.Slopes(_slopes, _open);
        ReadGradient(_gradient);
    }

    // The two loops of L-BFGS.
    private SolverStep Direction()
    {
        var step = _steps.Count == History ? _steps.Dequeue() : new SolverStep(_slopes.Length, _rows.Count);
        var move = step.Move;
        foreach (var output in _open)
            move.CopyFrom(_gradient, output);
        var parts = new Dictionary<SolverStep, double[]>();
        foreach (var earlier in _steps.Reverse())
        {
            var products = parts[earlier] = Products(earlier.Move, move);
            foreach (var output in _open)
                move.Add(earlier.Change, -(products[output] *= earlier.Inverse[output]), output);
        }

        var last = _steps.LastOrDefault();
        foreach (var output in _open)
            move.Scale(-(last?.Scale[output] ?? 1), output);
        foreach (var earlier in _steps)
        {
            var products = Products(earlier.Change, move);
            foreach (var output in _open)
                move.Add(earlier.Move, -parts[earlier][output] - (earlier.Inverse[output] * products[output]), output);
        }

        return step;
    }

    private void Take(SolverStep step, double[] lengths)
    {
        foreach (var output in _open)
        {
            step.Move.Scale(lengths[output], output);
            _weights.Add(step.Move, 1, output);
        }

        ReadGradient(_next);
        foreach (var output in _open)
            step.Change.Difference(_next, _gradient, output);
        (_gradient, _next) = (_next, _gradient);
        var (curvatures, squares) = (Products(step.Move, step.Change), Products(step.Change, step.Change));
        foreach (var output in _open)
        {
            // Rounding may leave a last step without curvature: it then teaches nothing.
            var isSound = curvatures[output] > 0 && squares[output] > 0;
            step.Inverse[output] = isSound ? 1 / curvatures[output] : 0;
            step.Scale[output] = isSound ? curvatures[output] / squares[output] : 1;
        }

        _steps.Enqueue(step);
    }

    // Slopes of the loss where the last trial of the line search ended; the penalty's part is w/C.
    private void ReadGradient(SpanVector gradient)
    {
        foreach (var output in _open)
            _slopes[output].CopyTo(gradient.Shares[output], 0);
        _rows.Multiply(_slopes, gradient.Scores, _open);
        foreach (var output in _open)
        {
            gradient.Add(_weights, 1 / _c, output);
            gradient.SetIntercept(TensorPrimitives.Sum<float>(_slopes[output]), output);
        }
    }

    private double[] SlopesAlong(SpanVector move, double[] lengths, IReadOnlyList<int> outputs)
    {
        foreach (var output in outputs)
            Score(output, move, (float)lengths[output]);
        _loss.Slopes(_slopes, outputs);
        var slopes = new double[_slopes.Length];
        foreach (var output in outputs)
        {
            var loss = TensorPrimitives.Dot<float>(_slopes[output], move.Scores[output].AsSpan(0, _rows.Count))
                + (move.Intercept(output) * TensorPrimitives.Sum<float>(_slopes[output]));
            slopes[output] = loss + ((_weights.DotWithoutIntercept(move, output) + (lengths[output] * move.DotWithoutIntercept(move, output))) / _c);
        }

        return Together(slopes, outputs);
    }

    private void Score(int output, SpanVector? move, float length)
    {
        var scores = _slopes[output];
        _weights.Scores[output].AsSpan(0, scores.Length).CopyTo(scores);
        if (move is not null)
            TensorPrimitives.MultiplyAdd(move.Scores[output].AsSpan(0, scores.Length), length, scores, scores);
        TensorPrimitives.Add(scores, _weights.Intercept(output) + (length * (move?.Intercept(output) ?? 0)), scores);
    }

    private double[] Products(SpanVector a, SpanVector b)
    {
        var products = new double[_slopes.Length];
        foreach (var output in _open)
            products[output] = a.Dot(b, output);
        return Together(products, _open);
    }

    // The outputs of a softmax are one problem.
    private double[] Together(double[] values, IReadOnlyList<int> outputs)
    {
        if (_jointly)
            Array.Fill(values, outputs.Sum(output => values[output]));
        return values;
    }
}
