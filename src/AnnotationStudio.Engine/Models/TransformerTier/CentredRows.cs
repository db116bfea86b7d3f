using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Labelled embeddings as a head is fitted on them: centred, and scaled to a mean square length of 1.</summary>
/// <remarks>
/// An encoder's embeddings lie close together or far apart, each in its own way; like this the same penalty means the same with every encoder.
/// A product costs rows × width for each output, however many rows there are.
/// </remarks>
internal sealed class CentredRows : IRowProducts
{
    private readonly float[][] _rows;
    private readonly float _scale;

    public CentredRows(EmbeddingMatrix all, int[] rows)
    {
        Mean = new float[all.Width];
        _rows = new float[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            all.Read(rows[i], _rows[i] = new float[all.Width]);
            TensorPrimitives.Add(Mean, _rows[i], Mean);
        }

        TensorPrimitives.Divide(Mean, rows.Length, Mean);
        foreach (var row in _rows)
            TensorPrimitives.Subtract(row, Mean, row);
        var spread = MathF.Sqrt(_rows.Sum(row => TensorPrimitives.SumOfSquares<float>(row)) / rows.Length);
        _scale = spread > 0 ? 1 / spread : 1;
        foreach (var row in _rows)
            TensorPrimitives.Multiply(row, _scale, row);
    }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <summary>The mean of the embeddings as they came.</summary>
    public float[] Mean { get; }

    /// <inheritdoc/>
    public void Multiply(float[][] shares, float[][] into, IReadOnlyList<int> outputs)
    {
        var sum = new float[Mean.Length];
        foreach (var output in outputs)
        {
            Sum(shares[output], sum);
            for (var row = 0; row < Count; row++)
                into[output][row] = TensorPrimitives.Dot<float>(_rows[row], sum);
        }
    }

    /// <summary>The weights of these shares of the rows, output by output, for embeddings as they come.</summary>
    public float[] Weights(float[][] shares)
    {
        var weights = new float[shares.Length * Mean.Length];
        for (var output = 0; output < shares.Length; output++)
        {
            var own = weights.AsSpan(output * Mean.Length, Mean.Length);
            Sum(shares[output], own);
            TensorPrimitives.Multiply(own, _scale, own);
        }

        return weights;
    }

    private void Sum(ReadOnlySpan<float> shares, Span<float> into)
    {
        into.Clear();
        for (var row = 0; row < Count; row++)
            TensorPrimitives.MultiplyAdd(_rows[row], shares[row], into, into);
    }
}
