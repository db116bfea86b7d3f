using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How one person takes labels for others.</summary>
/// <param name="labels">Number of labels.</param>
/// <param name="counts">Expected counts, answer by answer: the cell of truth t and answer a is a × labels + t.</param>
public sealed class AnnotatorConfusion(int labels, ReadOnlyMemory<double> counts)
{
    /// <summary>Number of labels.</summary>
    public int Labels { get; } = labels;

    /// <summary>How many votes count there: each vote is shared out over the labels that its item may truly have.</summary>
    public double this[int truth, int answer] => counts.Span[(answer * Labels) + truth];

    /// <summary>How many votes the person cast.</summary>
    public double Votes
    {
        get
        {
            var sum = 0.0;
            foreach (var count in counts.Span)
                sum += count;
            return sum;
        }
    }

    /// <summary>Expected share of votes that are right; NaN without votes.</summary>
    public double Accuracy
    {
        get
        {
            var right = 0.0;
            for (var label = 0; label < Labels; label++)
                right += this[label, label];
            return right / Votes;
        }
    }

    /// <summary>Everybody's, against what items are held to be.</summary>
    /// <param name="votes">Single-label.</param>
    /// <param name="posterior">Items × labels.</param>
    /// <remarks>O(votes × labels).</remarks>
    public static IReadOnlyList<AnnotatorConfusion> Of(Votes votes, ProbabilityMatrix posterior)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(posterior);
        var cells = votes.Labels * votes.Labels;
        var counts = new double[votes.Annotators * cells];
        for (var item = 0; item < votes.Items; item++)
        {
            var people = votes.AnnotatorsOf(item);
            var answers = votes.AnswersOf(item);
            var row = posterior[item];
            for (var at = 0; at < people.Length; at++)
                for (var truth = 0; truth < row.Length; truth++)
                    counts[(people[at] * cells) + (answers[at] * votes.Labels) + truth] += row[truth];
        }

        return [.. Enumerable.Range(0, votes.Annotators).Select(person => new AnnotatorConfusion(votes.Labels, counts.AsMemory(person * cells, cells)))];
    }
}
