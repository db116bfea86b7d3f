using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class PerLabelTests
{
    [Fact]
    public void Aggregate_Sets_AsksEachLabelByItself()
    {
        var sets = new AnswerSets();
        var votes = Votes.Multi(2, 3, 2, sets, [new(0, 0, sets.IndexOf(0, 1)), new(0, 1, sets.IndexOf(1)), new(0, 2, sets.IndexOf(1)), new(1, 0, sets.IndexOf()), new(1, 1, sets.IndexOf(0))]);

        var posterior = PerLabel.Aggregate(new MajorityVote(), votes, TestContext.Current.CancellationToken);

        Assert.Equal([1 / 3f, 1f, .5f, 0f], posterior.Values);
        Assert.Equal((1 + .5) / 2, PerLabel.Accuracy(posterior, [[1], []]), 12);
        Assert.Equal(double.NaN, PerLabel.Accuracy(posterior, [null, null]));
    }
}
