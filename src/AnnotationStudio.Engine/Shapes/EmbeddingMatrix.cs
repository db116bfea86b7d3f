using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Shapes;

/// <summary>Rows of embeddings in half precision, one for each text, in one row-major array.</summary>
public sealed class EmbeddingMatrix(int rows, int width)
{
    private readonly Half[] _values = new Half[(long)rows * width];

    /// <summary>The number of texts.</summary>
    public int Rows { get; } = rows;

    /// <summary>Numbers in one embedding.</summary>
    public int Width { get; } = width;

    /// <summary>One text's embedding, writable.</summary>
    public Span<Half> this[int row] => _values.AsSpan(row * Width, Width);

    /// <summary>One text's embedding in single precision.</summary>
    public void Read(int row, Span<float> into) => TensorPrimitives.ConvertToSingle(this[row], into);
}
