using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How far neighbours in a drawing are neighbours in truth.</summary>
public static class Trustworthiness
{
    /// <summary>1 where every neighbour in the plane is one in the points' own space; about .5 where places are drawn by chance.</summary>
    /// <param name="points">Row-major, in their own space.</param>
    /// <param name="width">Numbers in a point.</param>
    /// <param name="places">x and y of each point in turn.</param>
    /// <param name="neighbours">How many count, fewer than half the points.</param>
    /// <param name="ct">Checked for each point.</param>
    /// <exception cref="ArgumentException">Not as many places as points, or too few points for so many neighbours.</exception>
    /// <remarks>O(points² · (width + log points)). Source: Venna &amp; Kaski, Neighborhood preservation in nonlinear projection methods (2001).</remarks>
    public static double Of(float[] points, int width, float[] places, int neighbours, CancellationToken ct)
    {
        var count = points.Length / width;
        if (places.Length != 2 * count || 2 * neighbours >= count)
            throw new ArgumentException($"{places.Length / 2} places and {neighbours} neighbours for {count} points.", nameof(places));
        var penalty = 0.0;
        var (own, drawn, rank) = (new float[count], new float[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            int[] byOwn = Ordered(own, i, j => TensorPrimitives.Distance<float>(points.AsSpan(i * width, width), points.AsSpan(j * width, width)));
            for (var place = 0; place < byOwn.Length; place++)
                rank[byOwn[place]] = place + 1;
            int[] byPlane = Ordered(drawn, i, j => TensorPrimitives.Distance<float>(places.AsSpan(2 * i, 2), places.AsSpan(2 * j, 2)));
            foreach (var near in byPlane.AsSpan(0, neighbours))
                penalty += Math.Max(0, rank[near] - neighbours);
        }

        return 1 - (2.0 / (count * neighbours * ((2.0 * count) - (3 * neighbours) - 1)) * penalty);
    }

    // All others, the nearest first.
    private static int[] Ordered(float[] distances, int own, Func<int, float> distance)
    {
        for (var j = 0; j < distances.Length; j++)
            distances[j] = j == own ? -1 : distance(j);
        int[] order = [.. Enumerable.Range(0, distances.Length)];
        float[] keys = [.. distances];
        Array.Sort(keys, order);
        return order[1..];
    }
}
