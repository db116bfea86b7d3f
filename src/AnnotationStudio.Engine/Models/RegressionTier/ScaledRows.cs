using System.Numerics;
using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Labelled rows over the columns they use, numbered without gaps and scaled: embeddings first, then one sparse block after the other.</summary>
/// <remarks>
/// Products cost entries × outputs and never write out the Gram matrix: the way for many rows, and from shares of rows to weights. One caller at a time: the
/// weights are written into the same array each time, since a fit asks for them some hundred times and each array is of megabytes.
/// </remarks>
internal sealed class ScaledRows : IRowProducts
{
    private readonly BlockWeights _factors;
    private readonly SparseBlock[] _blocks;
    private readonly int[][] _used;
    private readonly int _dense;
    private readonly int _width;
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;
    private float[] _weights = [];

    public ScaledRows(HeadRows rows, BlockWeights factors)
    {
        (_factors, _blocks, _dense) = (factors, rows.Blocks(factors), rows.Features.EmbeddingWidth);
        _used = [.. _blocks.Select(Used)];
        _width = _dense + _used.Sum(used => used.Length);
        _starts = new int[rows.Count + 1];
        for (var row = 0; row < rows.Count; row++)
            _starts[row + 1] = _starts[row] + _dense + _blocks.Sum(block => block.Rows.Columns(row).Length);
        (_columns, _values) = (new int[_starts[^1]], new float[_starts[^1]]);
        FillDense(rows.Features);
        var (first, ends) = (_dense, _starts.Select(start => start + _dense).ToArray());
        for (var block = 0; block < _blocks.Length; first += _used[block++].Length)
            FillBlock(_blocks[block], _used[block], first, ends);
    }

    /// <inheritdoc/>
    public int Count => _starts.Length - 1;

    /// <inheritdoc/>
    public void Multiply(float[][] shares, float[][] into, IReadOnlyList<int> outputs)
    {
        var weights = Weights(shares, outputs, out var stride);
        Span<float> sums = new float[stride];
        for (var row = 0; row < Count; row++)
        {
            for (var from = 0; from < stride; from += Vector<float>.Count)
            {
                var sum = Vector<float>.Zero;
                for (var at = _starts[row]; at < _starts[row + 1]; at++)
                    sum += _values[at] * new Vector<float>(weights, (_columns[at] * stride) + from);
                sum.CopyTo(sums[from..]);
            }

            for (var i = 0; i < outputs.Count; i++)
                into[outputs[i]][row] = sums[i];
        }
    }

    /// <summary>The head whose weights are these shares of the rows.</summary>
    /// <remarks>The blocks' factors go into the weights, so that scoring takes rows as they are kept.</remarks>
    public LinearHead Head(HeadSolver.Solution solution, int[] seen)
    {
        var weights = Weights(solution.Shares, [.. Enumerable.Range(0, seen.Length)], out var stride);
        var dense = new float[seen.Length * _dense];
        for (var output = 0; output < seen.Length; output++)
            for (var d = 0; d < _dense; d++)
                dense[(output * _dense) + d] = weights[(d * stride) + output] * (float)_factors.Dense;
        var sparse = new SparseWeights[_blocks.Length];
        var first = _dense;
        for (var block = 0; block < sparse.Length; first += _used[block++].Length)
        {
            var values = new float[_used[block].Length * seen.Length];
            for (var i = 0; i < _used[block].Length; i++)
                TensorPrimitives.Multiply(
                    weights.AsSpan((first + i) * stride, seen.Length), (float)_blocks[block].Factor, values.AsSpan(i * seen.Length));
            sparse[block] = new SparseWeights(_blocks[block].Width, _used[block], seen.Length, values);
        }

        return new LinearHead(seen, solution.Intercepts, dense, sparse);
    }

    // Xᵀα, column by column, outputs padded to whole vectors. Good until the next call.
    private float[] Weights(float[][] shares, IReadOnlyList<int> outputs, out int stride)
    {
        stride = (outputs.Count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var weights = Cleared(_width * stride);
        var own = new float[stride];
        for (var row = 0; row < Count; row++)
        {
            for (var i = 0; i < outputs.Count; i++)
                own[i] = shares[outputs[i]][row];
            for (var at = _starts[row]; at < _starts[row + 1]; at++)
                for (var from = 0; from < stride; from += Vector<float>.Count)
                {
                    var place = (_columns[at] * stride) + from;
                    (new Vector<float>(weights, place) + (_values[at] * new Vector<float>(own, from))).CopyTo(weights, place);
                }
        }

        return weights;
    }

    // Outputs only become fewer in a fit, so what the first call took is enough for all.
    private float[] Cleared(int length)
    {
        if (_weights.Length < length)
            _weights = new float[length];
        else
            Array.Clear(_weights, 0, length);
        return _weights;
    }

    private static int[] Used(SparseBlock block)
    {
        var isUsed = new bool[block.Width];
        for (var row = 0; row < block.Rows.Count; row++)
            foreach (var column in block.Rows.Columns(row))
                isUsed[column] = true;
        return [.. Enumerable.Range(0, block.Width).Where(column => isUsed[column])];
    }

    private void FillDense(FeatureRows features)
    {
        for (var row = 0; row < Count; row++)
        {
            var values = _values.AsSpan(_starts[row], _dense);
            features.Embedding(row, values);
            TensorPrimitives.Multiply(values, (float)_factors.Dense, values);
            for (var d = 0; d < _dense; d++)
                _columns[_starts[row] + d] = d;
        }
    }

    private void FillBlock(SparseBlock block, int[] used, int first, int[] ends)
    {
        var numbers = new int[block.Width];
        for (var i = 0; i < used.Length; i++)
            numbers[used[i]] = first + i;
        for (var row = 0; row < Count; row++)
        {
            var columns = block.Rows.Columns(row);
            var weights = block.Rows.Weights(row);
            for (var i = 0; i < columns.Length; i++)
                (_columns[ends[row]], _values[ends[row]++]) = (numbers[columns[i]], (float)weights[i] * (float)block.Factor);
        }
    }
}
