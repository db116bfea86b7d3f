namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

/// <summary>The forward pass of a BERT encoder written out from the papers, in double precision: one text, no batch, no padding, no library.</summary>
internal static class PlainBert
{
    /// <summary>The vector of each piece, then their mean brought to length 1.</summary>
    public static (double[][] Vectors, double[] Embedding) Run(SmallEncoder encoder, IReadOnlyList<int> ids)
    {
        var x = ids.Select((id, place) => Normal(
            [.. Enumerable.Range(0, SmallEncoder.Width).Select(d =>
                (double)encoder.Words[(id * SmallEncoder.Width) + d] + encoder.Places[(place * SmallEncoder.Width) + d] + encoder.Types[d])],
            encoder.Start)).ToArray();
        foreach (var block in encoder.Blocks)
            x = Layer(x, block);

        double[] mean = [.. Enumerable.Range(0, SmallEncoder.Width).Select(d => x.Average(piece => piece[d]))];
        var length = Math.Sqrt(mean.Sum(value => value * value));
        return (x, [.. mean.Select(value => value / length)]);
    }

    private static double[][] Layer(double[][] x, SmallEncoder.Block block)
    {
        var (query, key, value) = (Map(x, block.Query), Map(x, block.Key), Map(x, block.Value));
        const int Size = SmallEncoder.Width / SmallEncoder.Heads;
        var read = x.Select(_ => new double[SmallEncoder.Width]).ToArray();
        for (var head = 0; head < SmallEncoder.Heads; head++)
            for (var piece = 0; piece < x.Length; piece++)
            {
                double[] weights = [.. key.Select(other => Math.Exp(Enumerable.Range(head * Size, Size).Sum(d => query[piece][d] * other[d]) / Math.Sqrt(Size)))];
                var all = weights.Sum();
                foreach (var d in Enumerable.Range(head * Size, Size))
                    read[piece][d] = Enumerable.Range(0, x.Length).Sum(other => weights[other] / all * value[other][d]);
            }

        var between = Join(x, Map(read, block.Out), block.Between);
        var wide = Map(between, block.Widen).Select(piece => piece.Select(value => value * .5 * (1 + Erf(value / Math.Sqrt(2)))).ToArray()).ToArray();
        return Join(between, Map(wide, block.Narrow), block.End);
    }

    private static double[][] Map(double[][] x, (float[] W, float[] B) dense) =>
        [.. x.Select(piece => dense.B.Select((bias, to) => bias + Enumerable.Range(0, piece.Length).Sum(from => piece[from] * dense.W[(from * dense.B.Length) + to])).ToArray())];

    private static double[][] Join(double[][] a, double[][] b, (float[] Scale, float[] Shift) norm) =>
        [.. a.Zip(b, (left, right) => Normal([.. left.Zip(right, (l, r) => l + r)], norm))];

    private static double[] Normal(double[] x, (float[] Scale, float[] Shift) norm)
    {
        var mean = x.Average();
        var spread = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 1e-12);
        return [.. x.Select((value, d) => ((value - mean) / spread * norm.Scale[d]) + norm.Shift[d])];
    }

    // The series of Maclaurin: the terms of |x| < 5 stay small enough for doubles to 1e-7.
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 4)
            return Math.Sign(x);
        var (sum, term) = (x, x);
        for (var n = 1; n < 100; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
