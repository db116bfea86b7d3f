namespace AnnotationStudio.Engine.Shapes;

/// <summary>Rows of probabilities, one column for each label, in one row-major array.</summary>
/// <remarks>Single-label rows sum to 1; the columns of multi-label rows are independent. Range [0, 1].</remarks>
public sealed class ProbabilityMatrix(int rows, int labels)
{
    /// <summary>The number of items.</summary>
    public int Rows { get; } = rows;

    /// <summary>The number of labels.</summary>
    public int Labels { get; } = labels;

    /// <summary>All cells, row by row; length <see cref="Rows"/> × <see cref="Labels"/>.</summary>
    public float[] Values { get; } = new float[(long)rows * labels];

    /// <summary>One item's probabilities, writable.</summary>
    public Span<float> this[int row] => Values.AsSpan(row * Labels, Labels);
}
