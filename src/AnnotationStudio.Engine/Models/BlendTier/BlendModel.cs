using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>Several trained models that speak with one voice.</summary>
public sealed class BlendModel : IModel
{
    private readonly IReadOnlyList<BlendMember> _members;

    internal BlendModel(LabelSet labels, IReadOnlyList<BlendMember> members, double temperature, float[]? thresholds) =>
        (Labels, _members, Temperature, Thresholds) = (labels, members, temperature, thresholds);

    /// <inheritdoc/>
    public Tier Tier => Tier.Blend;

    /// <summary>What it counts as: the costliest of its members.</summary>
    public Tier Costliest => _members.Max(member => member.Model.Tier);

    /// <inheritdoc/>
    public LabelSet Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<float>? Thresholds { get; }

    internal double Temperature { get; }

    internal IReadOnlyList<BlendMember> Members => _members;

    /// <inheritdoc/>
    public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (into.Rows != batch.Count || into.Labels != Labels.Count)
            throw new ArgumentException($"Room for {into.Rows} × {into.Labels}, but there are {batch.Count} texts × {Labels.Count} labels.", nameof(into));
        var mean = new LogitMean(batch.Count, Labels);
        foreach (var (model, temperature) in _members)
        {
            var own = new ProbabilityMatrix(batch.Count, Labels.Count);
            model.Predict(batch, own, ct);
            mean.Add(own, temperature);
        }

        mean.Probabilities(Temperature).Values.CopyTo(into.Values, 0);
    }

    /// <inheritdoc/>
    /// <remarks>Where stretches of several members overlap, their weights are added; each member counts the same.</remarks>
    public IReadOnlyList<TokenWeight> Explain(string text, int label) => BlendExplanation.Of(text, [.. _members.Select(member => member.Model.Explain(text, label))]);

    /// <inheritdoc/>
    public void Save(Stream artifact) => BlendArtifact.Write(artifact, this);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var member in _members)
            member.Model.Dispose();
    }
}
