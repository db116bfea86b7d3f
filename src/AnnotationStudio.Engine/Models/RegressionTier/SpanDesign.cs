using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Labelled rows in coordinates of their own span: the rows of the Cholesky factor of their Gram matrix.</summary>
/// <remarks>
/// With <c>G = XXᵀ + 1e-9·I = LLᵀ</c>, weights <c>W = Xᵀ L⁻ᵀ β</c> score the rows as <c>Lβ</c> and have the length of β: the small problem in β is the
/// large one in W. O(n³/3) once, O(n²) a pass instead of one over every column.
/// </remarks>
internal sealed class SpanDesign : IDesign
{
    private const double Ridge = 1e-9;
    private readonly double[][] _factor;

    /// <summary>Factors a Gram matrix, given as the rows of its lower triangle; the arrays are used up.</summary>
    public SpanDesign(double[][] gram, CancellationToken ct)
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

    /// <inheritdoc/>
    public int Rows => _factor.Length;

    /// <inheritdoc/>
    public int Width => _factor.Length;

    /// <inheritdoc/>
    public void Score(int row, ReadOnlySpan<double> weights, Span<double> scores)
    {
        var own = _factor[row].AsSpan(0, row + 1);
        for (var output = 0; output < scores.Length; output++)
            scores[output] += TensorPrimitives.Dot(own, weights.Slice(output * Width, row + 1));
    }

    /// <inheritdoc/>
    public void AddRow(int row, ReadOnlySpan<double> residuals, Span<double> gradient)
    {
        var own = _factor[row].AsSpan(0, row + 1);
        for (var output = 0; output < residuals.Length; output++)
        {
            var into = gradient.Slice(output * Width, row + 1);
            TensorPrimitives.MultiplyAdd(own, residuals[output], into, into);
        }
    }

    /// <summary>How much of each labelled row goes into one output's weights: <c>L⁻ᵀ β</c>.</summary>
    public double[] Shares(ReadOnlySpan<double> beta)
    {
        var shares = beta.ToArray();
        for (var row = Rows - 1; row >= 0; row--)
        {
            shares[row] /= _factor[row][row];
            var above = shares.AsSpan(0, row);
            TensorPrimitives.MultiplyAdd(_factor[row].AsSpan(0, row), -shares[row], above, above);
        }

        return shares;
    }
}
