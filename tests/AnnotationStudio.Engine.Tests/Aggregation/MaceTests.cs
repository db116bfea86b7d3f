using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class MaceTests : AggregatorContract
{
    protected override IAggregator Make(int threads = 1) => new Mace(new() { Threads = threads });

    [Fact]
    public void Aggregate_SomebodyWhoAlwaysSaysTheSame_IsNotBelieved()
    {
        var random = new Random(6);
        int[] truth = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3))];
        Vote[] votes = [.. truth.SelectMany((label, item) => new[] { new Vote(item, 0, label), new Vote(item, 1, 2), new Vote(item, 2, 2), new Vote(item, 3, random.Next(10) < 9 ? label : 0) })];

        Assert.True(Make().Aggregate(Votes.Single(200, 4, 3, votes), Ct).Accuracy(truth) > .9);
    }
}
