using AnnotationStudio.Engine.Models.ConvolutionTier;

namespace AnnotationStudio.Engine.Tests.Models.ConvolutionTier;

public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(6, 7, 32)]
    [InlineData(13, 132, 144)]
    public unsafe void Multiply_AnyShape_SumsOfProducts(int rows, int depth, int columns)
    {
        var random = new Random(2);
        using IDisposable held = new FloatBuffer(MatrixProduct.Padded(rows) * depth), packed = new FloatBuffer(columns * depth), made = new FloatBuffer(MatrixProduct.Padded(rows) * columns);
        var (left, panels, product) = ((FloatBuffer)held, (FloatBuffer)packed, (FloatBuffer)made);
        float[] right = [.. Enumerable.Range(0, columns * depth).Select(_ => random.NextSingle() - .5f)];
        foreach (ref var value in left.GetSpan())
            value = random.NextSingle() - .5f;

        MatrixProduct.Pack(right, columns, depth, panels.First);
        MatrixProduct.Multiply(left.First, rows, depth, panels.First, columns, product.First);

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var sum = 0.0;
                for (var d = 0; d < depth; d++)
                    sum += (double)left.GetSpan()[(row * depth) + d] * right[(column * depth) + d];
                Assert.Equal(sum, product.GetSpan()[(row * columns) + column], 1e-5);
            }
    }
}
