using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>What items are, as far as votes tell.</summary>
/// <param name="Posterior">Items × labels; rows sum to 1, or to 0 where nobody voted.</param>
public sealed record Consensus(ProbabilityMatrix Posterior)
{
    /// <summary>For each person, how often each true label becomes each answer, as <see cref="AnnotatorConfusion"/>.</summary>
    public required IReadOnlyList<AnnotatorConfusion> Confusions { get; init; }

    /// <summary>What the method maximises, after each step; never falls. Empty where nothing is maximised.</summary>
    public IReadOnlyList<double> Objective { get; init; } = [];

    /// <summary>The labels that are best for an item: one, several where chance would have to decide, none where nobody voted.</summary>
    public int[] Best(int item)
    {
        var row = Posterior[item];
        var best = 0f;
        foreach (var probability in row)
            best = Math.Max(best, probability);
        var labels = new List<int>();
        for (var label = 0; label < row.Length && best > 0; label++)
            if (row[label] == best)
                labels.Add(label);
        return [.. labels];
    }

    /// <summary>Share of gold items that are right; where several labels are best, the gold one counts its share, as a fair coin would.</summary>
    /// <param name="gold">For each item its label, or −1 where it is not known.</param>
    /// <returns>From 0 to 1; NaN without gold.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    public double Accuracy(IReadOnlyList<int> gold)
    {
        ArgumentNullException.ThrowIfNull(gold);
        if (gold.Count != Posterior.Rows)
            throw new ArgumentException($"Gold of {gold.Count} items for {Posterior.Rows}.", nameof(gold));
        var (right, judged) = (0.0, 0);
        for (var item = 0; item < gold.Count; item++)
        {
            if (gold[item] < 0)
                continue;
            judged++;
            var best = Best(item);
            right += best.Contains(gold[item]) ? 1.0 / best.Length : 0;
        }

        return right / judged;
    }
}
