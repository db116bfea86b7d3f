namespace AnnotationStudio.Engine.Text;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations.</summary>
/// <remarks>O(n³) for each of about eight sweeps: meant for n of a hundred or two. Source: Golub &amp; Van Loan, Matrix Computations, 8.5.</remarks>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Values in falling order; vector d lies in row d. The first clearly non-zero number of a vector is positive, so signs are settled.</summary>
    public static (double[] Values, double[] Vectors) Decompose(double[] matrix, int size)
    {
        var a = (double[])matrix.Clone();
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++)
            vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a, size) > 1e-22 * Diagonal(a, size); sweep++)
            for (var p = 0; p < size - 1; p++)
                for (var q = p + 1; q < size; q++)
                    Rotate(a, vectors, size, p, q);
        return Sorted(a, vectors, size);
    }

    private static void Rotate(double[] a, double[] vectors, int size, int p, int q)
    {
        var off = a[(p * size) + q];
        if (Math.Abs(off) < 1e-300)
            return;
        var theta = (a[(q * size) + q] - a[(p * size) + p]) / (2 * off);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < size; k++)
        {
            var (kp, kq) = (a[(k * size) + p], a[(k * size) + q]);
            a[(k * size) + p] = (cosine * kp) - (sine * kq);
            a[(k * size) + q] = (sine * kp) + (cosine * kq);
        }

        TurnRows(a, size, p, q, cosine, sine);
        TurnRows(vectors, size, p, q, cosine, sine);
    }

    private static void TurnRows(double[] rows, int size, int p, int q, double cosine, double sine)
    {
        var rowP = rows.AsSpan(p * size, size);
        var rowQ = rows.AsSpan(q * size, size);
        for (var k = 0; k < size; k++)
            (rowP[k], rowQ[k]) = ((cosine * rowP[k]) - (sine * rowQ[k]), (sine * rowP[k]) + (cosine * rowQ[k]));
    }

    private static (double[] Values, double[] Vectors) Sorted(double[] a, double[] vectors, int size)
    {
        var order = Enumerable.Range(0, size).OrderByDescending(i => a[(i * size) + i]).ThenBy(i => i).ToArray();
        var values = new double[size];
        var sorted = new double[size * size];
        for (var d = 0; d < size; d++)
        {
            values[d] = a[(order[d] * size) + order[d]];
            var source = vectors.AsSpan(order[d] * size, size);
            var lead = 0;
            while (lead < size - 1 && Math.Abs(source[lead]) < 1e-6)
                lead++;
            for (var k = 0; k < size; k++)
                sorted[(d * size) + k] = source[lead] < 0 ? -source[k] : source[k];
        }

        return (values, sorted);
    }

    private static double OffDiagonal(double[] a, int size)
    {
        var sum = 0.0;
        for (var p = 0; p < size; p++)
            for (var q = p + 1; q < size; q++)
                sum += a[(p * size) + q] * a[(p * size) + q];
        return sum;
    }

    private static double Diagonal(double[] a, int size)
    {
        var sum = 0.0;
        for (var p = 0; p < size; p++)
            sum += a[(p * size) + p] * a[(p * size) + p];
        return sum;
    }
}
