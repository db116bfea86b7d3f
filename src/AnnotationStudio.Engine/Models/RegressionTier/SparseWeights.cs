using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Weights of the columns of one sparse block that labelled rows used.</summary>
internal sealed class SparseWeights
{
    private const int InSingle = 8;
    private readonly int[] _slots;
    private readonly float[] _values;

    /// <summary>Weights of a block.</summary>
    /// <param name="width">Columns of the whole block.</param>
    /// <param name="columns">The columns used, ascending.</param>
    /// <param name="outputs">Outputs of the head.</param>
    /// <param name="values">Column by column, <paramref name="outputs"/> each.</param>
    public SparseWeights(int width, int[] columns, int outputs, float[] values)
    {
        (Columns, Outputs, Stride) = (columns, outputs, Math.Max(4, (outputs + 3) / 4 * 4));
        _slots = new int[width];
        _values = new float[(columns.Length + 1) * Stride];
        for (var i = 0; i < columns.Length; i++)
        {
            _slots[columns[i]] = (i + 1) * Stride;
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
    /// Most entries of a pool's rows are of columns that no labelled text used: those are passed over first. A few products at a time in single precision, their
    /// sums in double: summed in single alone, hundreds of entries put probabilities wrong by 1.2e-6.
    /// </remarks>
    public void AddTo(Span<double> scores, SparseRows block, int row, Span<int> slots, Span<float> weights)
    {
        var columns = block.Columns(row);
        TensorPrimitives.ConvertToSingle(block.Weights(row), weights);
        var used = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            (slots[used], weights[used]) = (_slots[columns[i]], weights[i]);
            used += slots[used] == 0 ? 0 : 1;
        }

        for (var from = 0; from < Stride; from += Vector128<float>.Count)
        {
            var (low, high) = (Vector128.Create<double>(scores[from..]), Vector128.Create<double>(scores[(from + 2)..]));
            for (var first = 0; first < used; first += InSingle)
            {
                var sum = Vector128<float>.Zero;
                for (var i = first; i < Math.Min(first + InSingle, used); i++)
                    sum += weights[i] * Vector128.Create<float>(_values.AsSpan(slots[i] + from));
                var (lower, upper) = Vector128.Widen(sum);
                (low, high) = (low + lower, high + upper);
            }

            low.CopyTo(scores[from..]);
            high.CopyTo(scores[(from + 2)..]);
        }
    }
}
