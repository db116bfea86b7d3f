using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Items whose true labels are known, with what a model said about each.</summary>
public sealed class JudgedItems
{
    /// <summary>Puts truth and predictions side by side.</summary>
    /// <param name="labels">What the indexes mean.</param>
    /// <param name="truth">For each item the indexes of its true labels.</param>
    /// <param name="predicted">For each item the indexes of the suggested labels.</param>
    /// <param name="probabilities">A row for each item; null when calibration is of no interest.</param>
    /// <exception cref="ArgumentException">Lengths differ, an index lies outside the set, or an item has a label twice.</exception>
    public JudgedItems(LabelSet labels, IReadOnlyList<int[]> truth, IReadOnlyList<int[]> predicted, ProbabilityMatrix? probabilities = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        if (truth.Count != predicted.Count)
            throw new ArgumentException($"{truth.Count} items have a truth, {predicted.Count} a prediction.", nameof(predicted));
        if (probabilities is not null && (probabilities.Rows != truth.Count || probabilities.Labels != labels.Count))
            throw new ArgumentException(
                $"Expected {truth.Count} × {labels.Count} probabilities, got {probabilities.Rows} × {probabilities.Labels}.", nameof(probabilities));
        Check(truth, labels.Count, nameof(truth));
        Check(predicted, labels.Count, nameof(predicted));
        (Labels, Truth, Predicted, Probabilities) = (labels, truth, predicted, probabilities);
    }

    /// <summary>What the indexes mean.</summary>
    public LabelSet Labels { get; }

    /// <summary>For each item the indexes of its true labels.</summary>
    public IReadOnlyList<int[]> Truth { get; }

    /// <summary>For each item the indexes of the suggested labels.</summary>
    public IReadOnlyList<int[]> Predicted { get; }

    /// <summary>A row for each item, or null.</summary>
    public ProbabilityMatrix? Probabilities { get; }

    /// <summary>How many items there are.</summary>
    public int Count => Truth.Count;

    private static void Check(IReadOnlyList<int[]> items, int labels, string name)
    {
        for (var item = 0; item < items.Count; item++)
            for (var at = 0; at < items[item].Length; at++)
                if ((uint)items[item][at] >= (uint)labels)
                    throw new ArgumentException($"Item {item} has label {items[item][at]}; there are {labels} labels.", name);
                else if (Array.IndexOf(items[item], items[item][at]) != at)
                    throw new ArgumentException($"Item {item} has label {items[item][at]} twice.", name);
    }
}
