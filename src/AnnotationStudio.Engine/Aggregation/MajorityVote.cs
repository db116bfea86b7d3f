using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>What most people said; the posterior is the share of votes, so a tie is a tie and nobody's order of labels decides it.</summary>
/// <remarks>O(votes).</remarks>
public sealed class MajorityVote : IAggregator
{
    /// <inheritdoc/>
    public string Name => "majority";

    /// <inheritdoc/>
    public Consensus Aggregate(Votes votes, CancellationToken ct)
    {
        var posterior = Shares(votes);
        return new(posterior) { Confusions = AnnotatorConfusion.Of(votes, posterior) };
    }

    internal static ProbabilityMatrix Shares(Votes votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        if (votes.Task == LabelTask.Multi)
            throw new ArgumentException("Sets of labels have no single best label: aggregate each label by itself.", nameof(votes));
        var posterior = new ProbabilityMatrix(votes.Items, votes.Labels);
        for (var item = 0; item < votes.Items; item++)
        {
            var row = posterior[item];
            var answers = votes.AnswersOf(item);
            foreach (var answer in answers)
                row[answer]++;
            foreach (ref var share in row)
                share /= Math.Max(1, answers.Length);
        }

        return posterior;
    }
}
