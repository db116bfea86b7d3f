using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Weighted k-means from a k-means++ start.</summary>
/// <remarks>O(points · k · width) a pass. Source: Arthur &amp; Vassilvitskii (2007).</remarks>
internal static class KMeans
{
    /// <summary>The cluster of each point, the squared distance to its centre, and the centres.</summary>
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

    private static float[] Start(float[] points, int width, int k, float[]? weights, float[] squares, Random random, CancellationToken ct)
    {
        var count = squares.Length;
        var centres = new float[k * width];
        var chances = new double[count];
        var nearest = new float[count];
        Array.Fill(nearest, float.MaxValue);
        for (var centre = 0; centre < k; centre++)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
                chances[i] = (weights?[i] ?? 1) * (centre == 0 ? 1.0 : nearest[i]);
            var chosen = points.AsSpan(Draw(chances, random) * width, width);
            chosen.CopyTo(centres.AsSpan(centre * width));
            var square = TensorPrimitives.SumOfSquares<float>(chosen);
            for (var i = 0; i < count; i++)
            {
                var distance = squares[i] + square - (2 * TensorPrimitives.Dot<float>(points.AsSpan(i * width, width), chosen));
                nearest[i] = Math.Min(nearest[i], Math.Max(0, distance));
            }
        }

        return centres;
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
