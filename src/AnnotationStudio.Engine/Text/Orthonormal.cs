using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>Orthonormal columns of a tall matrix by Cholesky factors of its Gram matrix, twice over.</summary>
/// <remarks>Twice is enough for condition numbers below 1e7. Source: Yamamoto, Nakatsukasa, Yanagisawa &amp; Fukaya (2015), CholeskyQR2.</remarks>
internal static class Orthonormal
{
    private const int RowsOfBlock = 1024;

    /// <summary>Replaces the first <paramref name="used"/> columns by an orthonormal base of their span; dependent columns become zero.</summary>
    public static void Columns(float[] matrix, int width, int used, int threads, CancellationToken ct)
    {
        for (var pass = 0; pass < 2; pass++)
            Solve(matrix, width, used, InverseFactor(Gram(matrix, width, used, threads, ct), used), threads, ct);
    }

    /// <summary>AᵀA in double precision; summed block by block in order, so the number of threads does not show.</summary>
    public static double[] Gram(float[] matrix, int width, int used, int threads, CancellationToken ct)
    {
        var rows = matrix.Length / width;
        var parts = new float[Blocks.Count(rows, RowsOfBlock)][];
        Blocks.Run(threads, parts.Length, block => parts[block] = GramOf(matrix, width, used, block * RowsOfBlock, Math.Min(rows, (block + 1) * RowsOfBlock)), ct);
        var gram = new double[used * used];
        foreach (var part in parts)
            for (var a = 0; a < used; a++)
                for (var b = 0; b < used; b++)
                    gram[(a * used) + b] += part[(Math.Max(a, b) * width) + Math.Min(a, b)];
        return gram;
    }

    private static float[] GramOf(float[] matrix, int width, int used, int first, int last)
    {
        var part = new float[used * width];
        for (var row = first; row < last; row++)
        {
            var values = matrix.AsSpan(row * width, width);
            for (var a = 0; a < used; a++)
            {
                var into = part.AsSpan(a * width, a + 1);
                TensorPrimitives.MultiplyAdd(values[..(a + 1)], values[a], into, into);
            }
        }

        return part;
    }

    // The transposed inverse of the Cholesky factor: A·L⁻ᵀ has orthonormal columns.
    private static float[] InverseFactor(double[] gram, int size)
    {
        var factor = new double[size * size];
        var inverse = new double[size * size];
        var tiny = 1e-12 * Math.Max(1e-30, Enumerable.Range(0, size).Max(i => gram[(i * size) + i]));
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = gram[(row * size) + column];
                for (var k = 0; k < column; k++)
                    sum -= factor[(row * size) + k] * factor[(column * size) + k];
                if (column < row)
                    factor[(row * size) + column] = factor[(column * size) + column] > 0 ? sum / factor[(column * size) + column] : 0;
                else
                    factor[(row * size) + row] = sum > tiny ? Math.Sqrt(sum) : 0;
            }

            InvertRow(factor, inverse, row, size);
        }

        var transposed = new float[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column <= row; column++)
                transposed[(column * size) + row] = (float)inverse[(row * size) + column];
        return transposed;
    }

    private static void InvertRow(double[] factor, double[] inverse, int row, int size)
    {
        var pivot = factor[(row * size) + row];
        if (pivot <= 0)
            return;
        inverse[(row * size) + row] = 1 / pivot;
        for (var column = 0; column < row; column++)
        {
            var sum = 0.0;
            for (var k = column; k < row; k++)
                sum -= factor[(row * size) + k] * inverse[(k * size) + column];
            inverse[(row * size) + column] = sum / pivot;
        }
    }

    private static void Solve(float[] matrix, int width, int used, float[] inverse, int threads, CancellationToken ct)
    {
        var rows = matrix.Length / width;
        Blocks.Run(
            threads,
            Blocks.Count(rows, RowsOfBlock),
            () => new float[used],
            (block, solved) =>
            {
                for (var row = block * RowsOfBlock; row < Math.Min(rows, (block + 1) * RowsOfBlock); row++)
                {
                    Array.Clear(solved);
                    var values = matrix.AsSpan(row * width, used);
                    for (var k = 0; k < used; k++)
                        TensorPrimitives.MultiplyAdd(inverse.AsSpan((k * used) + k, used - k), values[k], solved.AsSpan(k), solved.AsSpan(k));
                    solved.CopyTo(values);
                }
            },
            ct);
    }
}
