using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How much people's answers overlap: what decides whether each can be weighed by how good they are.</summary>
/// <param name="Items">Items with two answers or more.</param>
/// <param name="Answers">Answers on these items.</param>
/// <param name="People">Who gave them.</param>
public sealed record VoteOverlap(int Items, int Answers, int People)
{
    /// <summary>Items with two answers or more from which on there is enough.</summary>
    public const int LeastItems = 200;

    /// <summary>People from which on there is enough: of two who differ nothing tells which is the better.</summary>
    public const int LeastPeople = 3;

    /// <summary>Answers a person, on average, from which on there is enough.</summary>
    public const int LeastAnswersEach = 150;

    /// <summary>Answers a person on items that somebody else answered too, on average; 0 without people.</summary>
    public double AnswersEach => People == 0 ? 0 : (double)Answers / People;

    /// <summary>Whether weighing people is better than counting heads.</summary>
    /// <remarks>
    /// By made-up crowds whose people are right on .6 to .95, with two or three answers an item, 2 to 10 labels and 2 to 20 people: below, Dawid and Skene's
    /// model often fits chance and loses to the majority; from there on it wins, the more the fewer answers an item has.
    /// </remarks>
    public bool IsEnough => Items >= LeastItems && People >= LeastPeople && AnswersEach >= LeastAnswersEach;

    /// <summary>Counts it.</summary>
    /// <param name="votes">Of either task.</param>
    /// <remarks>O(votes).</remarks>
    public static VoteOverlap Of(Votes votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        var (items, answers, overlaps) = (0, 0, new bool[votes.Annotators]);
        for (var item = 0; item < votes.Items; item++)
        {
            if (votes.CountOf(item) < 2)
                continue;
            items++;
            answers += votes.CountOf(item);
            foreach (var annotator in votes.AnnotatorsOf(item))
                overlaps[annotator] = true;
        }

        return new(items, answers, overlaps.Count(does => does));
    }
}
