using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Tests.Agreement;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class MajorityVoteTests : AggregatorContract
{
    protected override IAggregator Make(int threads = 1) => new MajorityVote();

    [Fact]
    public void Accuracy_TiesOfTwo_CountHalf()
    {
        var consensus = Make().Aggregate(Ratings.Of(3, 0, "010", "021"), Ct);

        Assert.Equal((1 + .5 + 0) / 3, consensus.Accuracy([0, 1, 2]), 12);
        Assert.Equal(1, consensus.Accuracy([0, -1, -1]));
    }

    [Fact]
    public void Confusions_OnePersonAgainstTwo_AreCounted()
    {
        var consensus = Make().Aggregate(Ratings.Of(2, 0, "001", "001", "101"), Ct);

        Assert.Equal(1 + (1 / 3.0) - (1 / 3.0), consensus.Confusions[2][0, 0], 6);
        Assert.Equal(2 / 3.0, consensus.Confusions[2][0, 1], 6);
        Assert.Equal(3, consensus.Confusions[2].Votes, 6);
    }
}
