using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Predicts pool rows block by block: from their features where the model reads those, from their texts otherwise.</summary>
public static class PoolScoring
{
    private const int RowsOfBlock = 4096;

    /// <summary>The probabilities of some rows, in the order given.</summary>
    /// <param name="model">Any tier's model.</param>
    /// <param name="pool">Where the rows are.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="texts">Reads texts; null is enough for a model that reads features of the pool's version.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">The model needs texts and <paramref name="texts"/> is null.</exception>
    public static ProbabilityMatrix Score(IModel model, Pool pool, int[] rows, ItemTexts? texts, int threads, CancellationToken ct)
    {
        var probabilities = new ProbabilityMatrix(rows.Length, model.Labels.Count);
        if (model is RegressionModel regression && regression.Space.Layout == pool.Layout)
        {
            regression.Predict(pool, rows, probabilities, threads, ct);
            return probabilities;
        }

        if (texts is null)
            throw new ArgumentException($"A {model.Tier} model reads texts, and there is no way to read them.", nameof(texts));
        for (var first = 0; first < rows.Length; first += RowsOfBlock)
        {
            ct.ThrowIfCancellationRequested();
            var block = rows[first..Math.Min(rows.Length, first + RowsOfBlock)];
            var predicted = new ProbabilityMatrix(block.Length, model.Labels.Count);
            long[] items = [.. block.Select(pool.Item)];
            model.Predict(new TextBatch(texts(items), pool.Gather(block)) { Items = items }, predicted, ct);
            predicted.Values.CopyTo(probabilities.Values, (long)first * model.Labels.Count);
        }

        return probabilities;
    }
}
