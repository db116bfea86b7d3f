using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>A trained regression head with the feature space that it reads.</summary>
public sealed class RegressionModel : IModel
{
    private readonly int _threads;

    internal RegressionModel(FeatureSpace space, LabelSet labels, LinearHead head, float[]? thresholds, int threads)
    {
        (Space, Labels, Head, Thresholds, _threads) = (space, labels, head, thresholds, threads);
        Rules = labels.Task == LabelTask.Multi ? new RuleMatches(labels) : null;
    }

    /// <inheritdoc/>
    public Tier Tier => Tier.Regression;

    /// <inheritdoc/>
    public LabelSet Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<float>? Thresholds { get; }

    /// <summary>The feature space that its rows are of.</summary>
    public FeatureSpace Space { get; }

    internal LinearHead Head { get; }

    internal RuleMatches? Rules { get; }

    /// <inheritdoc/>
    public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
    {
        var rows = HeadRows.Of(batch, Space, Rules, Labels.Count, _threads, ct);
        if (into.Rows != rows.Count || into.Labels != Labels.Count)
            throw new ArgumentException($"Room for {into.Rows} × {into.Labels}, but there are {rows.Count} texts × {Labels.Count} labels.", nameof(into));
        Head.Predict(rows, Labels.Task, into, _threads, ct);
    }

    /// <summary>Writes the probabilities of some pool rows, in the order given; no text is read, so a multi-label pool should know its <see cref="RuleMatches"/>.</summary>
    /// <exception cref="ArgumentException">The pool is of another feature version, or the matrix has another shape.</exception>
    public void Predict(Pool pool, int[] rows, ProbabilityMatrix into, int threads, CancellationToken ct)
    {
        if (pool.Layout != Space.Layout)
            throw new ArgumentException($"A pool of version {pool.Layout.Version}, but the model reads {Space.Version}.", nameof(pool));
        if (into.Rows != rows.Length || into.Labels != Labels.Count)
            throw new ArgumentException($"Room for {into.Rows} × {into.Labels}, but there are {rows.Length} rows × {Labels.Count} labels.", nameof(into));
        Head.Predict(pool, rows, Rules?.Version, Labels.Task, into, threads, ct);
    }

    /// <inheritdoc/>
    /// <remarks>Word and word-pair weights and the token's share of both embeddings, against the mean of the other labels in a single-label model; what the rules matched in a multi-label one. Characters are left out.</remarks>
    public IReadOnlyList<TokenWeight> Explain(string text, int label) => new RegressionExplanation(this, label).Of(text);

    /// <inheritdoc/>
    public void Save(Stream artifact) => RegressionArtifact.Write(artifact, this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
