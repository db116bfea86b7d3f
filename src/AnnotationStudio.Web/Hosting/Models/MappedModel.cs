using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Hosting;

/// <summary>
/// A model that answers in the labels a project has now. Labels that were merged since it was trained share one column: where an item takes one label
/// their probabilities add up, else the larger counts. A label that was given up has no column any more, and nothing is put in its place.
/// </summary>
/// <remarks>Not disposed of with what it wraps: the shelf owns that.</remarks>
internal sealed class MappedModel : IModel
{
    private readonly IModel _inner;
    private readonly int[] _to;

    /// <param name="inner">As it was trained.</param>
    /// <param name="to">For each of its columns the column here; -1 for none.</param>
    /// <param name="columns">How many there are here, each with at least one of the inner model's.</param>
    public MappedModel(IModel inner, int[] to, int columns)
    {
        (_inner, _to) = (inner, to);
        var from = Enumerable.Range(0, columns).Select(column => Array.IndexOf(to, column)).ToList();
        Labels = inner.Labels with { Labels = [.. from.Select(column => inner.Labels.Labels[column] with { Parents = [] })] };
        // Either label of two that are one now is enough.
        Thresholds = inner.Thresholds is not { } thresholds ? null
            : [.. Enumerable.Range(0, columns).Select(column => thresholds.Where((_, own) => to[own] == column).Min())];
    }

    public Tier Tier => _inner.Tier;

    public LabelSet Labels { get; }

    public IReadOnlyList<float>? Thresholds { get; }

    public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
    {
        var own = new ProbabilityMatrix(batch.Count, _to.Length);
        _inner.Predict(batch, own, ct);
        for (var row = 0; row < batch.Count; row++)
        {
            into[row].Clear();
            for (var column = 0; column < _to.Length; column++)
                if (_to[column] is >= 0 and var target)
                    into[row][target] = Thresholds is null ? into[row][target] + own[row][column] : Math.Max(into[row][target], own[row][column]);
        }
    }

    public IReadOnlyList<TokenWeight> Explain(string text, int label)
    {
        // The strongest of the labels that are one now speaks for them all.
        var explanations = Enumerable.Range(0, _to.Length).Where(column => _to[column] == label).Select(column => _inner.Explain(text, column));
        return explanations.MaxBy(tokens => tokens.Sum(token => Math.Abs(token.Weight))) ?? [];
    }

    public void Save(Stream artifact) => _inner.Save(artifact);

    public void Dispose()
    {
        // The shelf owns the model inside.
    }
}
