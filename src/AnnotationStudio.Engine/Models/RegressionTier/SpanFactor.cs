using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Labelled rows in coordinates of their own span: the rows of the Cholesky factor of their Gram matrix.</summary>
/// <remarks>
/// With <c>G = XXᵀ + 1e-9·I = LLᵀ</c>, weights <c>W = Xᵀ L⁻ᵀ β</c> score the rows as <c>Lβ</c> and have the length of β: the small problem in β is the
/// large one in W. O(n³/3) once, and n numbers a row instead of hundreds of thousands of columns.
/// </remarks>
internal sealed class SpanFactor
{
    private const double Ridge = 1e-9;
    private readonly double[][] _factor;

    /// <summary>Factors a Gram matrix, given as the rows of its lower triangle; the arrays are used up.</summary>
    public SpanFactor(double[][] gram, CancellationToken ct)
    {
        _factor = gram;
        for (var row = 0; row < gram.Length; row++)
        {
            ct.ThrowIfCancellationRequested();
            var own = gram[row].AsSpan();
            own[row] += Ridge;
            for (var column = 0; column < row; column++)
                own[column] = (own[column] - TensorPrimitives.Dot<double>(own[..column], gram[column].AsSpan(0, column))) / gram[column][column];

            // Equal texts make equal rows: what rounding leaves of their pivot is no direction of its own.
            own[row] = Math.Sqrt(Math.Max(own[row] - TensorPrimitives.SumOfSquares<double>(own[..row]), Ridge));
        }
    }

    /// <summary>Number of rows, and of coordinates.</summary>
    public int Count => _factor.Length;

    /// <summary>A row's coordinates, zeros included.</summary>
    public float[] Row(int row)
    {
        var coordinates = new float[Count];
        TensorPrimitives.ConvertTruncating<double, float>(_factor[row], coordinates);
        return coordinates;
    }

    /// <summary>How much of each labelled row goes into one output's weights: <c>L⁻ᵀ β</c>.</summary>
    public double[] Shares(double[] beta)
    {
        var shares = (double[])beta.Clone();
        for (var row = Count - 1; row >= 0; row--)
        {
            shares[row] /= _factor[row][row];
            var above = shares.AsSpan(0, row);
            TensorPrimitives.MultiplyAdd(_factor[row].AsSpan(0, row), -shares[row], above, above);
        }

        return shares;
    }
}
