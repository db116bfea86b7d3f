using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Agreement;

namespace AnnotationStudio.Engine.Tests.Contracts;

/// <summary>What every aggregator must obey.</summary>
public abstract class AggregatorContract
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The aggregator under test, for votes on three labels.</summary>
    protected abstract IAggregator Make(int threads = 1);

    [Fact]
    public void Aggregate_PeopleWhoAgree_IsWhatTheySaid()
    {
        var consensus = Make().Aggregate(Ratings.Of(3, 0, "012012", "012012", "01201."), Ct);

        for (var item = 0; item < 6; item++)
            Assert.Equal([item % 3], consensus.Best(item));
        Assert.Equal(1, consensus.Accuracy([0, 1, 2, 0, 1, 2]));
    }

    [Fact]
    public void Aggregate_Rows_SumToOneAndThoseWithoutVotesToNothing()
    {
        var consensus = Make().Aggregate(Ratings.Of(3, 0, "012.", "021.", "102."), Ct);

        for (var item = 0; item < 3; item++)
            Assert.Equal(1, consensus.Posterior[item].ToArray().Sum(), .00001);
        Assert.Equal([0, 0, 0], consensus.Posterior[3].ToArray());
        Assert.Empty(consensus.Best(3));
    }

    [Fact]
    public void Aggregate_PeopleAndLabelsRenamed_GivesTheSameRenamed()
    {
        var votes = Ratings.Drawn(80, 5, 3, .7, new Random(1));
        Vote[] renamed = [.. Ratings.List(votes).Select(vote => new Vote(vote.Item, (vote.Annotator + 2) % 5, (vote.Answer + 1) % 3)).Reverse()];

        var plain = Make().Aggregate(votes, Ct).Posterior;
        var other = Make().Aggregate(Votes.Single(80, 5, 3, renamed), Ct).Posterior;

        for (var item = 0; item < 80; item++)
            for (var label = 0; label < 3; label++)
                Assert.Equal(plain[item][label], other[item][(label + 1) % 3], .001);
    }

    [Fact]
    public void Aggregate_AnyNumberOfThreads_GivesTheSame()
    {
        var votes = Ratings.Drawn(200, 5, 3, .7, new Random(1));

        Assert.Equal(Make().Aggregate(votes, Ct).Posterior.Values, Make(2).Aggregate(votes, Ct).Posterior.Values);
    }

    [Fact]
    public void Aggregate_EachStep_NeverLowersTheObjective()
    {
        var objective = Make().Aggregate(Ratings.Drawn(150, 6, 3, .6, new Random(3)), Ct).Objective;

        for (var step = 1; step < objective.Count; step++)
            Assert.True(objective[step] >= objective[step - 1] - (1e-6 * Math.Abs(objective[step])), $"Step {step} fell from {objective[step - 1]} to {objective[step]}.");
    }

    [Fact]
    public void Aggregate_SetsOfLabels_Throws()
    {
        var sets = new AnswerSets();

        Assert.Throws<ArgumentException>(() => Make().Aggregate(Votes.Multi(1, 1, 3, sets, [new(0, 0, sets.IndexOf(0, 1))]), Ct));
    }
}
