using System.Numerics;
using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Lays points out in the plane so that neighbours stay neighbours: t-SNE, exact, from a start by principal components.</summary>
/// <remarks>
/// O(points²) for each of 500 steps. No chance in it. Source: van der Maaten &amp; Hinton (2008); start, early exaggeration 12 and
/// learning rate n / 12 by Kobak &amp; Berens (2019).
/// </remarks>
internal static class NeighbourLayout
{
    private const double Perplexity = 30;
    private const int Steps = 500;
    private const int EarlySteps = 150;
    private const float EarlyExaggeration = 12;
    private const float StartSpread = 1e-4f;

    /// <summary>The places of points: all x, then all y.</summary>
    /// <param name="points">Row-major, unit length or zero.</param>
    /// <param name="width">Numbers in a point.</param>
    /// <param name="report">Takes the share that is done.</param>
    /// <param name="ct">Checked at each step.</param>
    public static (float[] X, float[] Y) Of(float[] points, int width, Action<double> report, CancellationToken ct)
    {
        var (x, y) = PlaneProjection.Of(points, width).Places(points, width);
        var count = x.Length;
        if (count < 3)
            return (x, y);
        var pull = Affinities(points, width, count, ct);
        Shrink(x, y);
        var (moveX, moveY) = (new float[count], new float[count]);
        var (gainX, gainY) = (Ones(count), Ones(count));
        var force = new Forces(count);
        var rate = Math.Max(count / EarlyExaggeration, 50f);
        for (var step = 0; step < Steps; step++)
        {
            ct.ThrowIfCancellationRequested();
            force.Work(x, y, pull, step < EarlySteps ? EarlyExaggeration : 1);
            var momentum = step < EarlySteps ? .5f : .8f;
            Move(x, moveX, gainX, force.X, momentum, rate);
            Move(y, moveY, gainY, force.Y, momentum, rate);
            report((step + 1.0) / Steps);
        }

        return (x, y);
    }

    // The chance that a point would pick another as its neighbour, made symmetric: P of the paper, as one dense matrix.
    private static float[] Affinities(float[] points, int width, int count, CancellationToken ct)
    {
        var chances = new float[count * count];
        var distances = new float[count];
        for (var i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            for (var j = 0; j < count; j++)
                distances[j] = Math.Max(0, 2 - (2 * TensorPrimitives.Dot<float>(points.AsSpan(i * width, width), points.AsSpan(j * width, width))));
            NeighbourChances.Fill(distances, i, Math.Min(Perplexity, (count - 1) / 3.0), chances.AsSpan(i * count, count));
        }

        for (var i = 0; i < count; i++)
            for (var j = 0; j < i; j++)
                chances[(i * count) + j] = chances[(j * count) + i] = (chances[(i * count) + j] + chances[(j * count) + i]) / (2 * count);
        return chances;
    }

    private static void Shrink(float[] x, float[] y)
    {
        var spread = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(x) / x.Length);
        if (spread <= 0)
            return;
        TensorPrimitives.Multiply(x, StartSpread / spread, x);
        TensorPrimitives.Multiply(y, StartSpread / spread, y);
    }

    // Steps grow along a direction that lasts and shrink where it turns.
    private static void Move(float[] place, float[] move, float[] gain, float[] force, float momentum, float rate)
    {
        for (var i = 0; i < place.Length; i++)
        {
            gain[i] = force[i] > 0 == move[i] > 0 ? Math.Max(.01f, gain[i] * .8f) : gain[i] + .2f;
            move[i] = (momentum * move[i]) - (rate * gain[i] * force[i]);
            place[i] += move[i];
        }
    }

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>The gradient: neighbours pull, all others push, each by how near they are in the plane.</summary>
    private sealed class Forces(int count)
    {
        private readonly float[] _pushX = new float[count];
        private readonly float[] _pushY = new float[count];

        public float[] X { get; } = new float[count];

        public float[] Y { get; } = new float[count];

        public void Work(float[] x, float[] y, float[] pull, float exaggeration)
        {
            var total = 0.0;
            for (var i = 0; i < count; i++)
                total += Row(i, x, y, pull.AsSpan(i * count, count), exaggeration);
            var share = (float)(1 / Math.Max(total, 1e-12));
            for (var i = 0; i < count; i++)
                (X[i], Y[i]) = (4 * (X[i] - (_pushX[i] * share)), 4 * (Y[i] - (_pushY[i] * share)));
        }

        private float Row(int i, float[] x, float[] y, ReadOnlySpan<float> pull, float exaggeration)
        {
            var lanes = Vector<float>.Count;
            var (ownX, ownY) = (new Vector<float>(x[i]), new Vector<float>(y[i]));
            var (sum, pullX, pullY, pushX, pushY) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            var j = 0;
            for (; j + lanes <= count; j += lanes)
            {
                var (dx, dy) = (ownX - new Vector<float>(x, j), ownY - new Vector<float>(y, j));
                var near = Vector<float>.One / (Vector<float>.One + (dx * dx) + (dy * dy));
                var drawn = new Vector<float>(pull[j..]) * near;
                var square = near * near;
                (sum, pullX, pullY, pushX, pushY) = (sum + near, pullX + (drawn * dx), pullY + (drawn * dy), pushX + (square * dx), pushY + (square * dy));
            }

            var (total, px, py, qx, qy) = (Vector.Sum(sum), Vector.Sum(pullX), Vector.Sum(pullY), Vector.Sum(pushX), Vector.Sum(pushY));
            for (; j < count; j++)
            {
                var (dx, dy) = (x[i] - x[j], y[i] - y[j]);
                var near = 1 / (1 + (dx * dx) + (dy * dy));
                (total, px, py, qx, qy) = (total + near, px + (pull[j] * near * dx), py + (pull[j] * near * dy), qx + (near * near * dx), qy + (near * near * dy));
            }

            (X[i], Y[i], _pushX[i], _pushY[i]) = (exaggeration * px, exaggeration * py, qx, qy);
            return total - 1;   // a point is no neighbour of itself
        }
    }
}
