namespace AnnotationStudio.Engine.Text;

/// <summary>The leading left singular vectors of a sparse matrix, scaled by their singular values.</summary>
/// <remarks>Range finder with oversampling 10 and 4 power iterations, orthonormalised at each half step. Source: Halko, Martinsson &amp; Tropp (2011).</remarks>
internal static class RandomizedSvd
{
    private const int Extra = 10;
    private const int PowerIterations = 4;

    /// <summary>U·S, row-major, <paramref name="dimensions"/> wide. The same seed gives the same numbers on any number of threads.</summary>
    public static float[] Scaled(PpmiMatrix matrix, int dimensions, Random random, int threads, IProgress<double>? progress, CancellationToken ct)
    {
        // Rows are padded to whole vectors; the padding stays zero throughout.
        var used = Math.Min(dimensions + Extra, matrix.Size);
        var width = (used + 15) / 16 * 16;
        var range = Gaussian(matrix.Size, used, width, random);
        var image = new float[range.Length];
        for (var iteration = 0; iteration < PowerIterations; iteration++)
        {
            matrix.Multiply(false, range, image, width, threads, ct);
            Orthonormal.Columns(image, width, used, threads, ct);
            matrix.Multiply(true, image, range, width, threads, ct);
            Orthonormal.Columns(range, width, used, threads, ct);
            progress?.Report((iteration + 1.0) / (PowerIterations + 1));
        }

        matrix.Multiply(false, range, image, width, threads, ct);
        Orthonormal.Columns(image, width, used, threads, ct);
        matrix.Multiply(true, image, range, width, threads, ct);

        // With Q orthonormal and B = QᵀP, the eigenvectors of B·Bᵀ turn Q into U, and their roots are the singular values.
        var gram = Orthonormal.Gram(range, width, used, threads, ct);
        var (values, vectors) = SymmetricEigen.Decompose(gram, used);
        return Rotate(image, width, used, dimensions, values, vectors);
    }

    private static float[] Rotate(float[] q, int width, int used, int dimensions, double[] values, double[] vectors)
    {
        var rows = q.Length / width;
        var scaled = new float[rows * dimensions];
        for (var row = 0; row < rows; row++)
        {
            var into = scaled.AsSpan(row * dimensions, dimensions);
            for (var k = 0; k < used; k++)
            {
                var value = q[(row * width) + k];
                for (var d = 0; d < Math.Min(dimensions, used); d++)
                    into[d] += value * (float)vectors[(d * used) + k];
            }

            for (var d = 0; d < Math.Min(dimensions, used); d++)
                into[d] *= (float)Math.Sqrt(Math.Max(0, values[d]));
        }

        return scaled;
    }

    private static float[] Gaussian(int rows, int used, int width, Random random)
    {
        var numbers = new float[rows * width];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < used; column++)
                numbers[(row * width) + column] =
                    (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return numbers;
    }
}
