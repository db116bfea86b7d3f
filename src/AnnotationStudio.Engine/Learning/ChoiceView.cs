using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What a strategy may see of the rows it can choose from: no more than it needs is worked out.</summary>
internal static class ChoiceView
{
    /// <summary>The view of some rows as a model sees them.</summary>
    public static PoolView Of(RoundRequest request, IModel model, int[] candidates, BootstrapCommittee committee, CancellationToken ct)
    {
        var needs = request.Strategy.Needs;
        var probabilities = PoolScoring.Score(model, request.Pool, candidates, request.Texts, request.Threads, ct);
        return new PoolView(
            request.Labels.Task, candidates.Length, probabilities, model.Thresholds, Embeddings(request.Pool, candidates), 2 * request.Pool.Layout.Dimensions)
        {
            Labelled = needs.HasFlag(PoolNeeds.Labelled) ? Labelled(request, needs.HasFlag(PoolNeeds.LabelledProbabilities) ? model : null, ct) : null,
            Threads = request.Threads,
            Committee = needs.HasFlag(PoolNeeds.Committee) ? committee.Ask : null,
        };
    }

    /// <summary>The view of some rows that no model has seen.</summary>
    public static PoolView WithoutModel(RoundRequest request, int[] candidates, CancellationToken ct) =>
        new(request.Labels.Task, candidates.Length, embeddings: Embeddings(request.Pool, candidates), embeddingWidth: 2 * request.Pool.Layout.Dimensions)
        {
            Labelled = Labelled(request, null, ct),
            Threads = request.Threads,
        };

    /// <summary>Reads both embeddings of a row, together of length 1.</summary>
    public static EmbeddingReader Embeddings(Pool pool, int[] rows)
    {
        var scale = 1 / MathF.Sqrt(2);
        return (place, into) =>
        {
            pool.Embedding(rows[place], into);
            TensorPrimitives.Multiply(into, scale, into);
        };
    }

    /// <summary>What is labelled, with what a model says of it where one is given.</summary>
    public static LabelledView Labelled(RoundRequest request, IModel? model, CancellationToken ct)
    {
        LabelledRow[] labelled = [.. request.Labelled.Where(row => !request.Pool.IsRemoved(row.Row))];
        int[] rows = [.. labelled.Select(row => row.Row)];
        return new LabelledView(
            [.. labelled.Select(row => row.Labels)], request.Labels.Count, Embeddings(request.Pool, rows),
            model is null ? null : PoolScoring.Score(model, request.Pool, rows, request.Texts, request.Threads, ct));
    }
}
