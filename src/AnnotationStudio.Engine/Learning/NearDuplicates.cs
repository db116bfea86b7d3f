using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Finds rows whose texts all but equal that of another row: the same words in the same proportions, and embeddings as close.</summary>
/// <remarks>
/// Both cosines must be high, because short questions of function words share an embedding without being the same question.
/// </remarks>
public static class NearDuplicates
{
    private const float LeastEmbeddingCosine = .95f;
    private const float LeastWordCosine = .8f;

    /// <summary>Which of the rows nearly equal one of the others.</summary>
    /// <param name="pool">Where both are.</param>
    /// <param name="rows">Rows to check.</param>
    /// <param name="others">Rows they must not equal.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <remarks>O(rows · others · embedding width); words are compared only where embeddings agree.</remarks>
    public static HashSet<int> Of(Pool pool, IReadOnlyCollection<int> rows, IReadOnlyCollection<int> others, CancellationToken ct)
    {
        var width = 2 * pool.Layout.Dimensions;
        var against = new float[others.Count][];
        int[] otherRows = [.. others];
        for (var i = 0; i < otherRows.Length; i++)
            pool.Embedding(otherRows[i], against[i] = new float[width]);
        var near = new HashSet<int>();
        var own = new float[width];
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            pool.Embedding(row, own);
            for (var i = 0; i < otherRows.Length; i++)
            {
                // Both embeddings have length 1, so their joint product is twice the mean cosine.
                if (TensorPrimitives.Dot<float>(own, against[i]) < 2 * LeastEmbeddingCosine || pool.WordCosine(row, otherRows[i]) < LeastWordCosine)
                    continue;
                near.Add(row);
                break;
            }
        }

        return near;
    }
}
