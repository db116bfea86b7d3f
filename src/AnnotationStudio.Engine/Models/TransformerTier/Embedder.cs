using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>The embeddings of batches: from the side file where an item's is kept, by the encoder otherwise, and then kept.</summary>
/// <param name="encoder">Computes what is missing.</param>
/// <param name="cache">Null to keep nothing.</param>
public sealed class Embedder(Encoder encoder, EmbeddingCache? cache)
{
    private const int TextsOfSlice = 256;

    /// <summary>Who computes.</summary>
    public Encoder Encoder { get; } = encoder;

    /// <summary>One embedding for each text of a batch.</summary>
    /// <param name="batch">Texts; their items' numbers where they are items.</param>
    /// <param name="progress">Told the share that is done, 0 to 1; may be null.</param>
    /// <param name="ct">Obeyed within a second; what is computed by then is kept.</param>
    public EmbeddingMatrix Embed(TextBatch batch, Action<double>? progress, CancellationToken ct)
    {
        var all = new EmbeddingMatrix(batch.Count, Encoder.Dimension);
        var items = cache is null ? null : batch.Items;
        int[] missing = [.. Enumerable.Range(0, batch.Count).Where(row => items is null || !cache!.TryRead(items[row], all[row]))];
        for (var first = 0; first < missing.Length; first += TextsOfSlice)
        {
            var rows = missing[first..Math.Min(missing.Length, first + TextsOfSlice)];
            var start = first;
            var slice = new EmbeddingMatrix(rows.Length, Encoder.Dimension);
            Encoder.Embed([.. rows.Select(row => batch.Texts[row])], slice, done => progress?.Invoke((start + done) / (double)missing.Length), ct);
            for (var i = 0; i < rows.Length; i++)
                slice[i].CopyTo(all[rows[i]]);
            if (items is not null)
                cache!.Append([.. rows.Select(row => items[row])], slice);
        }

        return all;
    }
}
