using System.Numerics;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Dense products <c>A · Bᵀ</c> with B packed into panels that stay in the first-level cache.</summary>
/// <remarks>
/// Each number of the product is one chain of fused multiply-adds along the depth, so it does not depend on the width of the machine's vectors.
/// Six rows by two vectors at a time: enough independent sums to hide the latency of a multiply-add.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>Rows computed together: the rows of A and of the product must be padded to a multiple of this.</summary>
    public const int RowsOfBlock = 6;

    private static readonly int PanelColumns = 2 * Vector<float>.Count;

    /// <summary>Rows padded to whole blocks.</summary>
    public static int Padded(int rows) => (rows + RowsOfBlock - 1) / RowsOfBlock * RowsOfBlock;

    /// <summary>Writes B (columns of the product × depth) as panels: depth by depth, the columns of a panel side by side.</summary>
    /// <param name="columns">A multiple of 16.</param>
    public static void Pack(ReadOnlySpan<float> matrix, int columns, int depth, float* panels)
    {
        for (var first = 0; first < columns; first += PanelColumns)
            for (var column = 0; column < PanelColumns; column++)
            {
                var row = matrix.Slice((first + column) * depth, depth);
                var into = panels + (first * depth) + column;
                for (var d = 0; d < depth; d++)
                    into[d * PanelColumns] = row[d];
            }
    }

    /// <summary>Writes the product, row by row.</summary>
    /// <param name="left">Padded rows × depth.</param>
    /// <param name="rows">Rows that count.</param>
    /// <param name="depth">Numbers in a row of both.</param>
    /// <param name="panels">As <see cref="Pack"/> wrote them.</param>
    /// <param name="columns">Columns of the product.</param>
    /// <param name="product">Padded rows × columns.</param>
    public static void Multiply(float* left, int rows, int depth, float* panels, int columns, float* product)
    {
        for (var first = 0; first < columns; first += PanelColumns)
            for (var row = 0; row < rows; row += RowsOfBlock)
                Block(left + (row * depth), depth, panels + (first * depth), product + ((long)row * columns) + first, columns);
    }

    private static void Block(float* a, int depth, float* b, float* c, int stride)
    {
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (var d = 0; d < depth; d++, b += 2 * Vector<float>.Count)
        {
            var b0 = Vector.Load(b);
            var b1 = Vector.Load(b + Vector<float>.Count);
            Add(a[d], b0, b1, ref c00, ref c01);
            Add(a[d + depth], b0, b1, ref c10, ref c11);
            Add(a[d + (2 * depth)], b0, b1, ref c20, ref c21);
            Add(a[d + (3 * depth)], b0, b1, ref c30, ref c31);
            Add(a[d + (4 * depth)], b0, b1, ref c40, ref c41);
            Add(a[d + (5 * depth)], b0, b1, ref c50, ref c51);
        }

        Store(c, c00, c01);
        Store(c + stride, c10, c11);
        Store(c + (2 * stride), c20, c21);
        Store(c + (3 * stride), c30, c31);
        Store(c + (4 * stride), c40, c41);
        Store(c + (5 * stride), c50, c51);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static void Add(float a, Vector<float> b0, Vector<float> b1, ref Vector<float> c0, ref Vector<float> c1)
    {
        var x = new Vector<float>(a);
        c0 = Vector.FusedMultiplyAdd(x, b0, c0);
        c1 = Vector.FusedMultiplyAdd(x, b1, c1);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector<float> c0, Vector<float> c1)
    {
        c0.Store(c);
        c1.Store(c + Vector<float>.Count);
    }
}
