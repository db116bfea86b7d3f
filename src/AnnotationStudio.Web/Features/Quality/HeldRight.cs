using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What one answer is held against: gold, or else what a lead settled, or else what most of the others said.</summary>
internal static class HeldRight
{
    /// <summary>Nothing is held right: the others are torn or there are none, or gold that the person was not asked about as gold.</summary>
    public const int Unknown = -1;

    /// <summary>The answer that is right, as votes have them, or <see cref="Unknown"/>.</summary>
    public static int Of(ProjectVotes read, GivenAnswer given) => read.Fixed[given.Item] switch
    {
        // Who fixed an answer is not judged by it, nor is what was said before an item was gold.
        { By: FixedBy.Gold } gold => given.IsOnGold ? gold.Answer : Unknown,
        { By: FixedBy.Lead } settled when settled.Person != read.People[given.Person] => settled.Answer,
        _ => OfOthers(read.Votes, given.Item, given.Person),
    };

    // Each answer is counted where it stands first: items have few answers, and there are many items.
    private static int OfOthers(Votes votes, int item, int person)
    {
        var answers = votes.AnswersOf(item);
        var people = votes.AnnotatorsOf(item);
        var (best, most, isTorn) = (Unknown, 0, false);
        for (var at = 0; at < answers.Length; at++)
        {
            var (count, isFirst) = (0, true);
            for (var other = 0; other < answers.Length; other++)
                if (people[other] != person && answers[other] == answers[at])
                {
                    count++;
                    isFirst &= other >= at;
                }

            if (people[at] == person || !isFirst)
                continue;
            if (count > most)
                (best, most, isTorn) = (answers[at], count, false);
            else if (count == most)
                isTorn = true;
        }

        return isTorn ? Unknown : best;
    }
}
