using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>One answer beside what is held right: gold, or else what most of the others said.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Right">Indexes of the labels, ascending.</param>
/// <param name="Said">The same of what was said.</param>
internal readonly record struct JudgedAnswer(long Item, int[] Right, int[] Said)
{
    public bool IsRight => Right.AsSpan().SequenceEqual(Said);

    /// <summary>One person's answers that can be judged; where the others are torn and nothing is fixed, none is.</summary>
    /// <param name="read">All votes.</param>
    /// <param name="person">Index of the person.</param>
    /// <param name="gold">Ids of the fixed labels, by item.</param>
    public static List<JudgedAnswer> Of(ProjectVotes read, int person, IReadOnlyDictionary<long, List<int>> gold)
    {
        var place = read.Labels.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        var judged = new List<JudgedAnswer>();
        for (var item = 0; item < read.Items.Count; item++)
        {
            var at = read.Votes.AnnotatorsOf(item).IndexOf(person);
            if (at < 0)
                continue;
            var right = gold.TryGetValue(read.Items[item], out var known)
                ? [.. known.Where(place.ContainsKey).Select(id => place[id]).Order()]
                : OfOthers(read.Votes, item, at);
            if (right is not null)
                judged.Add(new JudgedAnswer(read.Items[item], right, read.Votes.LabelsOf(read.Votes.AnswersOf(item)[at]).ToArray()));
        }

        return judged;
    }

    private static int[]? OfOthers(Votes votes, int item, int own)
    {
        var counts = new Dictionary<int, int>();
        var answers = votes.AnswersOf(item);
        for (var at = 0; at < answers.Length; at++)
            if (at != own)
                counts[answers[at]] = counts.GetValueOrDefault(answers[at]) + 1;
        var best = counts.OrderByDescending(pair => pair.Value).Take(2).ToList();
        return best.Count == 0 || (best.Count == 2 && best[0].Value == best[1].Value) ? null : votes.LabelsOf(best[0].Key).ToArray();
    }
}
