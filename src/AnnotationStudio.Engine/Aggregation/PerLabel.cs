using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Consensus of sets of labels: whether an item has a label is asked for each label by itself.</summary>
public static class PerLabel
{
    /// <summary>The probability that an item has each label.</summary>
    /// <param name="aggregator">Asked once for each label.</param>
    /// <param name="votes">Of either task; single-label votes are asked label by label too.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <returns>Items × labels; rows do not sum to 1. Items without votes have rows of zeros.</returns>
    public static ProbabilityMatrix Aggregate(IAggregator aggregator, Votes votes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(votes);
        var posterior = new ProbabilityMatrix(votes.Items, votes.Labels);
        for (var label = 0; label < votes.Labels; label++)
        {
            var own = aggregator.Aggregate(votes.ForLabel(label), ct).Posterior;
            for (var item = 0; item < votes.Items; item++)
                posterior[item][label] = own[item][1];
        }

        return posterior;
    }

    /// <summary>Share of gold items whose set of labels is exactly right: those at least as likely as not, where "as likely" is settled by a fair coin.</summary>
    /// <param name="posterior">As <see cref="Aggregate"/> gives it.</param>
    /// <param name="gold">For each item its labels, or null where they are not known.</param>
    /// <returns>From 0 to 1; NaN without gold.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    public static double Accuracy(ProbabilityMatrix posterior, IReadOnlyList<int[]?> gold)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(gold);
        if (gold.Count != posterior.Rows)
            throw new ArgumentException($"Gold of {gold.Count} items for {posterior.Rows}.", nameof(gold));
        int[] judged = [.. Enumerable.Range(0, gold.Count).Where(item => gold[item] is not null)];
        return judged.Length == 0 ? double.NaN : judged.Average(item => Right(posterior[item], gold[item]!));
    }

    private static double Right(Span<float> row, int[] gold)
    {
        var right = gold.Length > 0 && gold.Max() >= row.Length ? 0.0 : 1.0;
        for (var label = 0; label < row.Length; label++)
            right *= row[label] == .5f ? .5 : (row[label] > .5f) == gold.Contains(label) ? 1 : 0;
        return right;
    }
}
