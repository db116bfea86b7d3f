using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How each person does: against the others, and against gold.</summary>
public static class AnnotatorScores
{
    /// <summary>Agreement with what most of the others said of the same item: nobody is compared with a consensus that they made themselves.</summary>
    /// <param name="votes">Of either task; sets of labels agree when they are equal. Items of a single vote judge nobody.</param>
    /// <returns>One score a person, in their order.</returns>
    /// <remarks>O(votes × votes of an item).</remarks>
    public static IReadOnlyList<AnnotatorScore> AgainstOthers(Votes votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        return Score(votes, (item, at) => votes.CountOf(item) < 2 ? null : ShareOfOthers(votes.AnswersOf(item), at));
    }

    /// <summary>Agreement with the answers that a lead fixed.</summary>
    /// <param name="votes">Of either task.</param>
    /// <param name="gold">For each item its labels, ascending; null where they are not fixed.</param>
    /// <returns>One score a person, in their order.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    /// <remarks>O(votes).</remarks>
    public static IReadOnlyList<AnnotatorScore> AgainstGold(Votes votes, IReadOnlyList<int[]?> gold)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(gold);
        if (gold.Count != votes.Items)
            throw new ArgumentException($"Gold of {gold.Count} items for {votes.Items}.", nameof(gold));
        return Score(votes, (item, at) => gold[item] is { } truth ? (votes.LabelsOf(votes.AnswersOf(item)[at]).SequenceEqual(truth) ? 1 : 0) : null);
    }

    private static AnnotatorScore[] Score(Votes votes, Func<int, int, double?> judge)
    {
        var (cast, judged, right) = (new int[votes.Annotators], new int[votes.Annotators], new double[votes.Annotators]);
        for (var item = 0; item < votes.Items; item++)
        {
            var people = votes.AnnotatorsOf(item);
            for (var at = 0; at < people.Length; at++)
            {
                cast[people[at]]++;
                if (judge(item, at) is not { } share)
                    continue;
                judged[people[at]]++;
                right[people[at]] += share;
            }
        }

        return [.. Enumerable.Range(0, votes.Annotators).Select(person => AnnotatorScore.Of(person, cast[person], judged[person], right[person]))];
    }

    // 1 where the vote is what most others said; its share where it is one of several such answers.
    private static double ShareOfOthers(ReadOnlySpan<int> answers, int own)
    {
        var (most, ties, mine) = (0, 0, 0);
        for (var at = 0; at < answers.Length; at++)
        {
            // Each answer is counted where it stands first among the others.
            var (count, isFirst) = (0, true);
            for (var other = 0; other < answers.Length; other++)
            {
                if (other == own || answers[other] != answers[at])
                    continue;
                count++;
                isFirst &= other >= at;
            }

            if (at == own)
                mine = count;
            else if (isFirst && count > most)
                (most, ties) = (count, 1);
            else if (isFirst && count == most)
                ties++;
        }

        return mine == most ? 1.0 / ties : 0;
    }
}
