using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class DawidSkeneTests : AggregatorContract
{
    protected override IAggregator Make(int threads = 1) => new DawidSkene(new() { Threads = threads });

    [Fact]
    public void Aggregate_SomebodyWhoTurnsLabelsAround_IsReadTheOtherWayRound()
    {
        // Two people who mix up 0 and 1 outvote one who does not only for those who count heads.
        var random = new Random(5);
        int[] truth = [.. Enumerable.Range(0, 300).Select(_ => random.Next(2))];
        Vote[] votes = [.. truth.SelectMany((label, item) => Enumerable.Range(0, 5).Select(person =>
            new Vote(item, person, random.NextDouble() < .9 == person > 1 ? label : 1 - label)))];

        var consensus = Make().Aggregate(Votes.Single(300, 5, 2, votes), Ct);

        Assert.True(consensus.Accuracy(truth) > .96);
        Assert.True(consensus.Confusions[0].Accuracy < .2);
        Assert.True(consensus.Confusions[4].Accuracy > .8);
    }

    [Theory]
    [InlineData("ct_product", .939)]
    [InlineData("snow_rte", .927)]
    [InlineData("ag_news_3annotators", .773)]
    public void Aggregate_CrowdSets_IsAsGoodAsTheReference(string dataset, double least)
    {
        var crowd = Crowd.Read(dataset);

        var consensus = Make(2).Aggregate(crowd.Votes, Ct);

        Assert.True(consensus.Accuracy(crowd.Gold) >= least, $"{consensus.Accuracy(crowd.Gold):F4}");
    }
}
