using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Numbers people as they come, and keeps one vote for each of an item: the later of two is what the person thinks.</summary>
internal sealed class VoteGathering
{
    private readonly Dictionary<int, int> _people = [];
    private readonly List<List<int>> _times = [];
    private readonly List<Vote> _votes;
    private readonly List<int> _before;   // for each vote, the item's vote before it
    private readonly int[] _last;         // for each item, its last vote

    public VoteGathering(int items, int votes)
    {
        (_votes, _before, _last) = (new(votes), new(votes), new int[items]);
        Array.Fill(_last, -1);
    }

    public IReadOnlyList<int> People => [.. _people.Keys];

    /// <summary>Of each person's answers; sorts them.</summary>
    public IReadOnlyList<double?> MedianSeconds => _times.ConvertAll(Medians.Seconds);

    public ReadOnlySpan<Vote> Votes => CollectionsMarshal.AsSpan(_votes);

    /// <returns>The vote with the person's number.</returns>
    public Vote Add(int item, int personId, int answer, int elapsedMs)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, personId, out var isKnown);
        if (!isKnown)
        {
            number = _times.Count;
            _times.Add([]);
        }

        if (elapsedMs > 0)
            _times[number].Add(elapsedMs);
        var vote = new Vote(item, number, answer);
        var place = _last[item];
        while (place >= 0 && _votes[place].Annotator != number)
            place = _before[place];
        if (place >= 0)
        {
            _votes[place] = vote;
            return vote;
        }

        _before.Add(_last[item]);
        _last[item] = _votes.Count;
        _votes.Add(vote);
        return vote;
    }
}
