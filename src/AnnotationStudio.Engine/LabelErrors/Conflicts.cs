using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>Finds items that nearly equal each other and have different labels.</summary>
/// <remarks>
/// Only items that fall on the same side of the same random planes are compared, sixteen times over with other planes: of pairs as close as is asked for, one
/// in some hundreds is missed, and of closer ones fewer. Source: Charikar, Similarity Estimation Techniques from Rounding Algorithms, STOC 2002.
/// </remarks>
public static class Conflicts
{
    private const float LeastEmbeddingCosine = .95f;
    private const float LeastWordCosine = .8f;
    private const int Tables = 16;
    private const int MostPlanes = 16;
    private const int BucketSize = 32;

    /// <summary>The pairs, ascending.</summary>
    /// <param name="pool">Where the items' features are.</param>
    /// <param name="rows">The row of each item.</param>
    /// <param name="labels">The labels of each item, ascending.</param>
    /// <param name="ct">Checked for each table and each thousand items.</param>
    /// <exception cref="ArgumentException">Not as many rows as labels.</exception>
    /// <remarks>About O(items × 16 × 32 × width of an embedding); 4 bytes an item and number of its embedding.</remarks>
    public static IReadOnlyList<Conflict> Find(Pool pool, IReadOnlyList<int> rows, IReadOnlyList<int[]> labels, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        if (rows.Count != labels.Count)
            throw new ArgumentException($"{rows.Count} rows for {labels.Count} items.", nameof(rows));
        var embeddings = Embeddings(pool, rows);
        var planes = Math.Clamp((int)Math.Log2(Math.Max(1, rows.Count / BucketSize)), 0, MostPlanes);
        var (random, found) = (new Random(1), new HashSet<Conflict>());
        for (var table = 0; table < (planes == 0 ? 1 : Tables); table++)
        {
            var sides = Sides(embeddings, planes, random, ct);
            int[] order = [.. Enumerable.Range(0, rows.Count)];
            Array.Sort(sides, order);
            for (var at = 0; at < order.Length; at++)
            {
                if (at % 1_000 == 0)
                    ct.ThrowIfCancellationRequested();
                for (var other = at + 1; other < order.Length && sides[other] == sides[at]; other++)
                    if (Differ(labels[order[at]], labels[order[other]]) && IsNear(order[at], order[other]))
                        found.Add(new(Math.Min(order[at], order[other]), Math.Max(order[at], order[other])));
            }
        }

        return [.. found.OrderBy(pair => pair.First).ThenBy(pair => pair.Second)];

        // Both embeddings have length 1, so their joint product is twice the mean cosine.
        bool IsNear(int one, int other) =>
            TensorPrimitives.Dot<float>(embeddings[one], embeddings[other]) >= 2 * LeastEmbeddingCosine && pool.WordCosine(rows[one], rows[other]) >= LeastWordCosine;
    }

    private static bool Differ(int[] one, int[] other) => !one.AsSpan().SequenceEqual(other);

    private static float[][] Embeddings(Pool pool, IReadOnlyList<int> rows)
    {
        var embeddings = new float[rows.Count][];
        for (var item = 0; item < embeddings.Length; item++)
            pool.Embedding(rows[item], embeddings[item] = new float[2 * pool.Layout.Dimensions]);
        return embeddings;
    }

    // Which side of each plane an item lies on, seen from the middle of all items: embeddings of one pool lean the same way.
    private static int[] Sides(float[][] embeddings, int planes, Random random, CancellationToken ct)
    {
        var sides = new int[embeddings.Length];
        if (embeddings.Length == 0)
            return sides;
        var width = embeddings[0].Length;
        var middle = new float[width];
        foreach (var embedding in embeddings)
            TensorPrimitives.Add(middle, embedding, middle);
        TensorPrimitives.Divide(middle, embeddings.Length, middle);
        for (var plane = 0; plane < planes; plane++)
        {
            ct.ThrowIfCancellationRequested();
            float[] normal = [.. Enumerable.Range(0, width).Select(_ => (float)((random.NextDouble() + random.NextDouble() + random.NextDouble()) - 1.5))];
            var level = TensorPrimitives.Dot<float>(normal, middle);
            for (var item = 0; item < sides.Length; item++)
                sides[item] = (sides[item] << 1) | (TensorPrimitives.Dot<float>(normal, embeddings[item]) > level ? 1 : 0);
        }

        return sides;
    }
}
