using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How often a single-label model took one label for another.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    private ConfusionMatrix(int labels)
    {
        Labels = labels;
        _counts = new int[labels * (labels + 1)];
    }

    /// <summary>Rows of the matrix: the true labels. Columns are one more, see <see cref="NoLabel"/>.</summary>
    public int Labels { get; }

    /// <summary>The last column: nothing was suggested.</summary>
    public int NoLabel => Labels;

    /// <summary>Items that truly are <paramref name="truth"/> and were taken for <paramref name="predicted"/>.</summary>
    public int this[int truth, int predicted] => _counts[truth * (Labels + 1) + predicted];

    /// <summary>Counts single-label items.</summary>
    /// <exception cref="ArgumentException">The task is multi-label, or an item has not exactly one true and at most one suggested label.</exception>
    public static ConfusionMatrix Of(JudgedItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Labels.Task != LabelTask.Single)
            throw new ArgumentException("Only single-label predictions can be confused pairwise.", nameof(items));

        var matrix = new ConfusionMatrix(items.Labels.Count);
        for (var item = 0; item < items.Count; item++)
        {
            if (items.Truth[item].Length != 1 || items.Predicted[item].Length > 1)
                throw new ArgumentException($"Item {item} has not exactly one true and at most one suggested label.", nameof(items));
            var predicted = items.Predicted[item] is [var label] ? label : matrix.NoLabel;
            matrix._counts[items.Truth[item][0] * (matrix.Labels + 1) + predicted]++;
        }

        return matrix;
    }

    /// <summary>The commonest mistakes, commonest first: "truth was taken for predicted, so many times".</summary>
    public IReadOnlyList<(int Truth, int Predicted, int Count)> CommonestMistakes(int count) =>
        [.. (from truth in Enumerable.Range(0, Labels)
             from predicted in Enumerable.Range(0, Labels)
             where truth != predicted && this[truth, predicted] > 0
             orderby this[truth, predicted] descending, truth, predicted
             select (truth, predicted, this[truth, predicted])).Take(count)];
}
