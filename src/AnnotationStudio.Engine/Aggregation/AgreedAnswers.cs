using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>One answer for each item, of what several people said.</summary>
public static class AgreedAnswers
{
    private const float Least = 1e-6f;

    /// <summary>The answer that each item has by the aggregator.</summary>
    /// <param name="votes">Of either task.</param>
    /// <param name="said">The answers of each item, in the order in which they were given: of equals the one that stood first is taken.</param>
    /// <param name="aggregator">By majority the commonest answer; for labels the likeliest one; for sets of labels, of the sets that were said the one whose labels are
    /// likeliest together, each label weighed by itself.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <returns>For each item an answer, as votes have them; −1 where nobody voted. An item with one vote has that.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    /// <remarks>What the aggregator costs; for sets once for each label. A set that nobody said is nobody's answer, however likely its labels are one by one.</remarks>
    public static int[] Of(Votes votes, IReadOnlyList<int[]> said, IAggregator aggregator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(aggregator);
        if (said.Count != votes.Items)
            throw new ArgumentException($"What was said of {said.Count} items for votes on {votes.Items}.", nameof(said));
        if (aggregator is MajorityVote)
            return [.. said.Select(Commonest)];
        Func<int, int> choose = votes.Task == LabelTask.Single
            ? Likeliest(aggregator.Aggregate(votes, ct), said)
            : LikeliestSet(PerLabel.Aggregate(aggregator, votes, ct), votes, said);
        return [.. Enumerable.Range(0, said.Count).Select(item => said[item].Length < 2 ? Commonest(said[item]) : choose(item))];
    }

    private static int Commonest(int[] said)
    {
        var (best, most) = (-1, 0);
        foreach (var answer in said)
            if (said.Count(other => other == answer) is var count && count > most)
                (best, most) = (answer, count);
        return best;
    }

    private static Func<int, int> Likeliest(Consensus consensus, IReadOnlyList<int[]> said) => item =>
    {
        var best = consensus.Best(item);
        return said[item].Concat(best).First(best.Contains);
    };

    private static Func<int, int> LikeliestSet(ProbabilityMatrix posterior, Votes votes, IReadOnlyList<int[]> said) => item =>
    {
        var (best, most) = (-1, double.NegativeInfinity);
        foreach (var answer in said[item])
            if (Likelihood(posterior[item], votes.LabelsOf(answer)) is var likelihood && likelihood > most)
                (best, most) = (answer, likelihood);
        return best;
    };

    private static double Likelihood(ReadOnlySpan<float> row, ReadOnlySpan<int> labels)
    {
        var sum = 0.0;
        for (var label = 0; label < row.Length; label++)
            sum += Math.Log(Math.Max(Least, labels.BinarySearch(label) >= 0 ? row[label] : 1 - row[label]));
        return sum;
    }
}
