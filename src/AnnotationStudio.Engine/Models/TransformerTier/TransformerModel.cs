using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>A trained head with the encoder that it reads.</summary>
public sealed class TransformerModel : IModel
{
    private readonly Embedder _embedder;

    internal TransformerModel(Embedder embedder, LabelSet labels, EmbeddingHead head, float[]? thresholds) =>
        (_embedder, Labels, Head, Thresholds) = (embedder, labels, head, thresholds);

    /// <inheritdoc/>
    public Tier Tier => Tier.Transformer;

    /// <inheritdoc/>
    public LabelSet Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<float>? Thresholds { get; }

    /// <summary>The encoder that it reads; shared, and not disposed of with the model.</summary>
    public Encoder Encoder => _embedder.Encoder;

    internal EmbeddingHead Head { get; }

    /// <inheritdoc/>
    /// <remarks>Items whose embedding is kept cost microseconds, other texts milliseconds.</remarks>
    public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
    {
        if (into.Rows != batch.Count || into.Labels != Labels.Count)
            throw new ArgumentException($"Room for {into.Rows} × {into.Labels}, but there are {batch.Count} texts × {Labels.Count} labels.", nameof(into));
        var rows = _embedder.Embed(batch, null, ct);
        for (var row = 0; row < rows.Rows; row++)
            Head.Predict(rows, row, Labels.Task, into[row]);
    }

    /// <inheritdoc/>
    /// <remarks>Each word's exact share in the score, given the length of the text's mean vector; in a single-label model against the mean of all labels.</remarks>
    public IReadOnlyList<TokenWeight> Explain(string text, int label) => new TransformerExplanation(this, label).Of(text);

    /// <inheritdoc/>
    public void Save(Stream artifact) => TransformerArtifact.Write(artifact, this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
