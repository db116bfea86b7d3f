namespace AnnotationStudio.Engine.Shapes;

/// <summary>Who said what of which item: any number of people an item, nobody obliged to say anything.</summary>
/// <remarks>Three arrays, no object for a vote: 8 bytes a vote and 4 an item. The order in which votes were handed over leaves no trace.</remarks>
public sealed class Votes
{
    private readonly int[] _starts;
    private readonly int[] _annotators;
    private readonly int[] _answers;
    private readonly int[][]? _sets;

    private Votes(int annotators, int labels, int[][]? sets, (int[] Starts, int[] Annotators, int[] Answers) cells)
    {
        (Annotators, Labels, _sets) = (annotators, labels, sets);
        (_starts, _annotators, _answers) = cells;
    }

    /// <summary>Votes of exactly one label each.</summary>
    /// <param name="items">Number of items; those without votes are allowed.</param>
    /// <param name="annotators">Number of people.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="votes">In any order; at most one for each pair of item and annotator.</param>
    /// <exception cref="ArgumentException">A person voted twice on an item, or an index lies outside its range.</exception>
    /// <remarks>O(votes + items + annotators).</remarks>
    public static Votes Single(int items, int annotators, int labels, ReadOnlySpan<Vote> votes)
    {
        Check(items, annotators, labels, votes);
        return new(annotators, labels, null, Sort(items, annotators, votes));
    }

    /// <summary>Votes of any number of labels each.</summary>
    /// <param name="items">Number of items; those without votes are allowed.</param>
    /// <param name="annotators">Number of people.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="sets">What the answers mean; copied.</param>
    /// <param name="votes">In any order; at most one for each pair of item and annotator.</param>
    /// <exception cref="ArgumentException">A person voted twice on an item, or an index lies outside its range.</exception>
    public static Votes Multi(int items, int annotators, int labels, AnswerSets sets, ReadOnlySpan<Vote> votes)
    {
        ArgumentNullException.ThrowIfNull(sets);
        Check(items, annotators, sets.Count, votes);
        int[][] copies = [.. Enumerable.Range(0, sets.Count).Select(set => sets[set].ToArray())];
        if (copies.Any(set => set.Any(label => (uint)label >= (uint)labels)))
            throw new ArgumentException($"A set holds a label outside 0 to {labels - 1}.", nameof(sets));
        return new(annotators, labels, copies, Sort(items, annotators, votes));
    }

    /// <summary>Whether an answer is one label or a set of them.</summary>
    public LabelTask Task => _sets is null ? LabelTask.Single : LabelTask.Multi;

    /// <summary>Number of items, those without votes included.</summary>
    public int Items => _starts.Length - 1;

    /// <summary>Number of people, those without votes included.</summary>
    public int Annotators { get; }

    /// <summary>Number of labels, those without votes included.</summary>
    public int Labels { get; }

    /// <summary>Number of different answers: the labels, or the distinct sets of them.</summary>
    public int Answers => _sets?.Length ?? Labels;

    /// <summary>Number of votes.</summary>
    public int Count => _answers.Length;

    /// <summary>Number of votes of an item.</summary>
    public int CountOf(int item) => _starts[item + 1] - _starts[item];

    /// <summary>Who voted on an item, ascending.</summary>
    public ReadOnlySpan<int> AnnotatorsOf(int item) => _annotators.AsSpan(_starts[item].._starts[item + 1]);

    /// <summary>What each of <see cref="AnnotatorsOf"/> said.</summary>
    public ReadOnlySpan<int> AnswersOf(int item) => _answers.AsSpan(_starts[item].._starts[item + 1]);

    /// <summary>The labels of an answer, ascending.</summary>
    public ReadOnlySpan<int> LabelsOf(int answer) => _sets is null ? new int[] { answer } : _sets[answer];

    /// <summary>The same votes on one label alone: answer 1 where it was given, 0 where it was not.</summary>
    public Votes ForLabel(int label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Labels, nameof(label));
        int[] has = [.. Enumerable.Range(0, Answers).Select(answer => LabelsOf(answer).Contains(label) ? 1 : 0)];
        return new(Annotators, 2, null, (_starts, _annotators, Array.ConvertAll(_answers, answer => has[answer])));
    }

    /// <summary>The votes on some of the items alone, which are known by their place in the list from then on.</summary>
    /// <param name="items">Distinct.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    /// <remarks>O(the votes on these items).</remarks>
    public Votes OfItems(ReadOnlySpan<int> items)
    {
        var starts = new int[items.Length + 1];
        for (var at = 0; at < items.Length; at++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)items[at], (uint)Items, nameof(items));
            starts[at + 1] = starts[at] + CountOf(items[at]);
        }

        var (people, answers) = (new int[starts[^1]], new int[starts[^1]]);
        for (var at = 0; at < items.Length; at++)
        {
            AnnotatorsOf(items[at]).CopyTo(people.AsSpan(starts[at]));
            AnswersOf(items[at]).CopyTo(answers.AsSpan(starts[at]));
        }

        return new(Annotators, Labels, _sets, (starts, people, answers));
    }

    private static void Check(int items, int annotators, int answers, ReadOnlySpan<Vote> votes)
    {
        foreach (var vote in votes)
            if ((uint)vote.Item >= (uint)items || (uint)vote.Annotator >= (uint)annotators || (uint)vote.Answer >= (uint)answers)
                throw new ArgumentException($"{vote} lies outside {items} items, {annotators} annotators and {answers} answers.", nameof(votes));
    }

    // Two counting sorts, by annotator and then by item: the second keeps the order of the first.
    private static (int[] Starts, int[] Annotators, int[] Answers) Sort(int items, int annotators, ReadOnlySpan<Vote> votes)
    {
        var ends = new int[annotators + 1];
        foreach (var vote in votes)
            ends[vote.Annotator + 1]++;
        var starts = new int[items + 1];
        foreach (var vote in votes)
            starts[vote.Item + 1]++;
        Accumulate(ends);
        Accumulate(starts);

        var byAnnotator = new int[votes.Length];
        for (var at = 0; at < votes.Length; at++)
            byAnnotator[ends[votes[at].Annotator]++] = at;
        var next = starts[..items];
        var (people, answers) = (new int[votes.Length], new int[votes.Length]);
        foreach (var at in byAnnotator)
        {
            var vote = votes[at];
            var place = next[vote.Item]++;
            if (place > starts[vote.Item] && people[place - 1] == vote.Annotator)
                throw new ArgumentException($"Annotator {vote.Annotator} voted twice on item {vote.Item}: keep the vote that counts.", nameof(votes));
            (people[place], answers[place]) = (vote.Annotator, vote.Answer);
        }

        return (starts, people, answers);
    }

    private static void Accumulate(int[] counts)
    {
        for (var at = 1; at < counts.Length; at++)
            counts[at] += counts[at - 1];
    }
}
