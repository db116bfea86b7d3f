using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Weights of the columns of one sparse block that labelled rows used.</summary>
internal sealed class SparseWeights
{
    private const int InSingle = 8;
    private readonly int[] _slots;
    private readonly ulong[] _used;
    private readonly float[] _values;

    /// <summary>Weights of a block.</summary>
    /// <param name="width">Columns of the whole block.</param>
    /// <param name="columns">The columns used, ascending.</param>
    /// <param name="outputs">Outputs of the head.</param>
    /// <param name="values">Column by column, <paramref name="outputs"/> each.</param>
    public SparseWeights(int width, int[] columns, int outputs, float[] values)
    {
        (Columns, Outputs, Stride) = (columns, outputs, Padded(outputs));
        _slots = new int[width];
        _used = new ulong[Blocks.Count(width, 64)];
        _values = new float[(columns.Length + 1) * Stride];
        for (var i = 0; i < columns.Length; i++)
        {
            _slots[columns[i]] = (i + 1) * Stride;
            _used[columns[i] >> 6] |= 1UL << columns[i];
            values.AsSpan(i * outputs, outputs).CopyTo(_values.AsSpan((i + 1) * Stride));
        }
    }

    /// <summary>The columns used, ascending.</summary>
    public int[] Columns { get; }

    /// <summary>Outputs of the head.</summary>
    public int Outputs { get; }

    /// <summary>Outputs padded to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>The weight of a column for an output.</summary>
    public float this[int column, int output] => _values[_slots[column] + output];

    /// <summary>The weights as the constructor takes them.</summary>
    public float[] Compact()
    {
        var values = new float[Columns.Length * Outputs];
        for (var i = 0; i < Columns.Length; i++)
            _values.AsSpan((i + 1) * Stride, Outputs).CopyTo(values.AsSpan(i * Outputs));
        return values;
    }

    /// <summary>All weights multiplied by a number.</summary>
    public SparseWeights Times(float factor) => new(_slots.Length, Columns, Outputs, [.. Compact().Select(value => value * factor)]);

    /// <summary>Adds a row's products to the scores.</summary>
    /// <param name="scores">As long as <see cref="Stride"/>.</param>
    /// <param name="block">The rows.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="slots">As long as the row has entries.</param>
    /// <param name="weights">As long as the row has entries.</param>
    /// <remarks>
    /// Most entries of a pool's rows are of columns that no labelled text used: those are passed over first, by a bit each, which fit where the processor finds
    /// them at once. A few products at a time in single precision, their sums in double: summed in single alone, hundreds of entries put probabilities wrong
    /// by 1.2e-6.
    /// </remarks>
    public void AddTo(Span<double> scores, SparseRows block, int row, Span<int> slots, Span<float> weights)
    {
        var columns = block.Columns(row);
        TensorPrimitives.ConvertToSingle(block.Weights(row), weights);
        var used = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            (slots[used], weights[used]) = (column, weights[i]);
            used += (int)(_used[column >> 6] >> column) & 1;
        }

        for (var i = 0; i < used; i++)
            slots[i] = _slots[slots[i]];
        if (Stride % Vector512<float>.Count == 0)
            AddWide(scores, slots[..used], weights);
        else
            AddNarrow(scores, slots[..used], weights);
    }

    private void AddNarrow(Span<double> scores, ReadOnlySpan<int> slots, ReadOnlySpan<float> weights)
    {
        for (var from = 0; from < Stride; from += Vector128<float>.Count)
        {
            var (low, high) = (Vector128.Create<double>(scores[from..]), Vector128.Create<double>(scores[(from + 2)..]));
            for (var first = 0; first < slots.Length; first += InSingle)
            {
                var sum = Vector128<float>.Zero;
                for (var i = first; i < Math.Min(first + InSingle, slots.Length); i++)
                    sum += weights[i] * Vector128.Create<float>(_values.AsSpan(slots[i] + from));
                var (lower, upper) = Vector128.Widen(sum);
                (low, high) = (low + lower, high + upper);
            }

            low.CopyTo(scores[from..]);
            high.CopyTo(scores[(from + 2)..]);
        }
    }

    // The same sums, sixteen outputs at once.
    private void AddWide(Span<double> scores, ReadOnlySpan<int> slots, ReadOnlySpan<float> weights)
    {
        for (var from = 0; from < Stride; from += Vector512<float>.Count)
        {
            var (low, high) = (Vector512.Create<double>(scores[from..]), Vector512.Create<double>(scores[(from + 8)..]));
            for (var first = 0; first < slots.Length; first += InSingle)
            {
                var sum = Vector512<float>.Zero;
                for (var i = first; i < Math.Min(first + InSingle, slots.Length); i++)
                    sum += weights[i] * Vector512.Create<float>(_values.AsSpan(slots[i] + from));
                var (lower, upper) = Vector512.Widen(sum);
                (low, high) = (low + lower, high + upper);
            }

            low.CopyTo(scores[from..]);
            high.CopyTo(scores[(from + 8)..]);
        }
    }

    // Eight outputs or fewer are padded to vectors of four, more to vectors of sixteen.
    private static int Padded(int outputs)
    {
        var lanes = outputs <= 2 * Vector128<float>.Count ? Vector128<float>.Count : Vector512<float>.Count;
        return Math.Max(1, Blocks.Count(outputs, lanes)) * lanes;
    }
}
