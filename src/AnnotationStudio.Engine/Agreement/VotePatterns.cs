using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Items sorted by what was said of them, whoever said it: items of one pattern contribute the same to every figure that does not ask who.</summary>
/// <remarks>A million votes of five an item and ten labels are at most 2,002 patterns, so a resample is counted, not walked.</remarks>
internal sealed class VotePatterns
{
    private readonly List<int[]> _answers = [];
    private readonly List<int> _items = [];

    public VotePatterns(Votes votes)
    {
        Votes = votes;
        var known = new Dictionary<int[], int>(SameNumbers.Instance);
        var lookup = known.GetAlternateLookup<ReadOnlySpan<int>>();
        var voted = new List<int>(votes.Items);
        var sorted = new int[Math.Max(1, votes.Annotators)];
        for (var item = 0; item < votes.Items; item++)
        {
            var own = sorted.AsSpan(0, votes.CountOf(item));
            if (own.IsEmpty)
                continue;
            votes.AnswersOf(item).CopyTo(own);
            own.Sort();
            if (!lookup.TryGetValue(own, out var pattern))
            {
                lookup[own] = pattern = _items.Count;
                _answers.Add(own.ToArray());
                _items.Add(0);
            }

            _items[pattern]++;
            voted.Add(pattern);
        }

        OfVoted = [.. voted];
    }

    /// <summary>The votes behind the patterns.</summary>
    public Votes Votes { get; }

    /// <summary>How many patterns there are.</summary>
    public int Count => _items.Count;

    /// <summary>The pattern of each item that has votes.</summary>
    public int[] OfVoted { get; }

    /// <summary>How many items have a pattern.</summary>
    public int Items(int pattern) => _items[pattern];

    /// <summary>The answers of a pattern, ascending; an answer given by several people is there as often.</summary>
    public ReadOnlySpan<int> Answers(int pattern) => _answers[pattern];

    /// <summary>The labels of all answers of a pattern, ascending; a label given by several people is there as often.</summary>
    public int[] Labels(int pattern)
    {
        var labels = new List<int>();
        foreach (var answer in _answers[pattern])
            labels.AddRange(Votes.LabelsOf(answer));
        labels.Sort();
        return [.. labels];
    }

    /// <summary>How many items have two votes or more.</summary>
    public int Overlapping => Enumerable.Range(0, Count).Where(pattern => _answers[pattern].Length > 1).Sum(Items);
}
