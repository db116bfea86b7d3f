using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Weighted k-means from a greedy k-means++ start.</summary>
/// <remarks>O(points · k · width) a pass. Source: Arthur &amp; Vassilvitskii (2007).</remarks>
internal static class KMeans
{
    /// <summary>Where each point ended.</summary>
    /// <param name="Cluster">0 to k − 1 for each point; clusters may be empty.</param>
    /// <param name="Distance">Squared, for each point.</param>
    public sealed record Clusters(int[] Cluster, float[] Distance);

    /// <summary>Clusters points.</summary>
    /// <param name="points">Row-major.</param>
    /// <param name="width">Numbers in a point.</param>
    /// <param name="k">Number of clusters, at most the number of points.</param>
    /// <param name="weights">How much each point counts; null for 1.</param>
    /// <param name="passes">The most passes.</param>
    /// <param name="random">Chooses the start.</param>
    /// <param name="ct">Checked in each pass.</param>
    public static Clusters Run(float[] points, int width, int k, float[]? weights, int passes, Random random, CancellationToken ct = default)
    {
        var count = points.Length / width;
        float[] squares = [.. Enumerable.Range(0, count).Select(i => TensorPrimitives.SumOfSquares<float>(points.AsSpan(i * width, width)))];
        var centres = Start(points, width, k, weights, squares, random, ct);
        var clusters = new Clusters(new int[count], new float[count]);
        for (var pass = 0; pass < passes; pass++)
        {
            ct.ThrowIfCancellationRequested();
            var moved = Assign(points, width, centres, squares, clusters);
            if (pass > 0 && !moved)
                break;
            Recentre(points, width, k, weights, clusters.Cluster, centres);
        }

        Assign(points, width, centres, squares, clusters);
        return clusters;
    }

    // Greedy k-means++: of a few drawn points the one that brings all points closest. One draw alone left rare groups without a centre.
    private static float[] Start(float[] points, int width, int k, float[]? weights, float[] squares, Random random, CancellationToken ct)
    {
        var count = squares.Length;
        var trials = 2 + (int)Math.Log(k);
        var centres = new float[k * width];
        var chances = new double[count];
        var nearest = new float[count];
        Array.Fill(nearest, float.MaxValue);
        for (var centre = 0; centre < k; centre++)
        {
            var best = (Point: -1, Nearest: Array.Empty<float>(), Sum: double.MaxValue);
            for (var i = 0; i < count; i++)
                chances[i] = (weights?[i] ?? 1) * (centre == 0 ? 1.0 : nearest[i]);
            for (var trial = 0; trial < (centre == 0 ? 1 : trials); trial++)
            {
                ct.ThrowIfCancellationRequested();
                var point = Draw(chances, random);
                var closer = Closer(points, width, squares, point, nearest);
                var sum = 0.0;
                for (var i = 0; i < count; i++)
                    sum += (weights?[i] ?? 1) * closer[i];
                if (sum < best.Sum)
                    best = (point, closer, sum);
            }

            points.AsSpan(best.Point * width, width).CopyTo(centres.AsSpan(centre * width));
            nearest = best.Nearest;
        }

        return centres;
    }

    // The squared distance of each point to its nearest centre, were this point one too.
    private static float[] Closer(float[] points, int width, float[] squares, int chosen, float[] nearest)
    {
        var own = points.AsSpan(chosen * width, width);
        var closer = new float[nearest.Length];
        for (var i = 0; i < closer.Length; i++)
        {
            var distance = squares[i] + squares[chosen] - (2 * TensorPrimitives.Dot<float>(points.AsSpan(i * width, width), own));
            closer[i] = Math.Min(nearest[i], Math.Max(0, distance));
        }

        return closer;
    }

    private static int Draw(double[] chances, Random random)
    {
        var left = random.NextDouble() * chances.Sum();
        var last = random.Next(chances.Length);
        for (var i = 0; i < chances.Length; i++)
        {
            if (chances[i] <= 0)
                continue;
            last = i;
            left -= chances[i];
            if (left <= 0)
                break;
        }

        return last;
    }

    private static bool Assign(float[] points, int width, float[] centres, float[] squares, Clusters clusters)
    {
        var k = centres.Length / width;
        var halves = new float[k];
        for (var centre = 0; centre < k; centre++)
            halves[centre] = TensorPrimitives.SumOfSquares<float>(centres.AsSpan(centre * width, width)) / 2;
        var moved = false;
        for (var i = 0; i < squares.Length; i++)
        {
            var point = points.AsSpan(i * width, width);
            var (best, closest) = (0, float.MinValue);
            for (var centre = 0; centre < k; centre++)
            {
                var closeness = TensorPrimitives.Dot<float>(point, centres.AsSpan(centre * width, width)) - halves[centre];
                if (closeness > closest)
                    (best, closest) = (centre, closeness);
            }

            moved |= clusters.Cluster[i] != best;
            clusters.Cluster[i] = best;
            clusters.Distance[i] = Math.Max(0, squares[i] - (2 * closest));
        }

        return moved;
    }

    private static void Recentre(float[] points, int width, int k, float[]? weights, int[] cluster, float[] centres)
    {
        var totals = new float[k];
        var sums = new float[centres.Length];
        for (var i = 0; i < cluster.Length; i++)
        {
            var weight = weights?[i] ?? 1;
            var sum = sums.AsSpan(cluster[i] * width, width);
            TensorPrimitives.MultiplyAdd(points.AsSpan(i * width, width), weight, sum, sum);
            totals[cluster[i]] += weight;
        }

        for (var centre = 0; centre < k; centre++)
            if (totals[centre] > 0)
                TensorPrimitives.Divide(sums.AsSpan(centre * width, width), totals[centre], centres.AsSpan(centre * width, width));
    }
}
