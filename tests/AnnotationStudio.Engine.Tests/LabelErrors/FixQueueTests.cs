using AnnotationStudio.Engine.LabelErrors;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class FixQueueTests
{
    [Fact]
    public void Order_ThreeItems_PutsTheMostDoubtfulFirst()
    {
        var queue = FixQueue.Order(ConfidentLearningTests.Matrix([.9f, .1f], [.2f, .8f], [.6f, .4f]), [0, 0, 0], [], 2);

        Assert.Equal([(1, 0, 1), (2, 0, 1)], queue.Select(suspect => (suspect.Item, suspect.Label, suspect.Likely)));
        Assert.Equal(.8, queue[0].Doubt, 6);
    }

    [Fact]
    public void Order_TwoThatContradictEachOther_ShareTheCertaintyThatOneIsWrong()
    {
        // Doubts .1 and .3: one of the two is wrong with 1 − .9·.7 = .37.
        var queue = FixQueue.Order(ConfidentLearningTests.Matrix([.9f, .1f], [.3f, .7f], [.5f, .5f]), [0, 1, 0], [new(0, 1)], 3);

        Assert.Equal([1, 2, 0], queue.Select(suspect => suspect.Item));
        Assert.Equal(.3 / .37, queue[0].Doubt, 6);
        Assert.Equal(.1 / .37, queue[2].Doubt, 5);
        Assert.Equal(1, queue[2].Twin);
    }

    [Fact]
    public void OrderSets_LabelGivenAndLabelMissing_AreBothSuspects()
    {
        var queue = FixQueue.OrderSets(ConfidentLearningTests.Matrix([.1f, .8f, .3f]), [[0]], 5);

        Assert.Equal([(0, 0), (0, 1)], queue.Select(suspect => (suspect.Item, suspect.Label)));
    }
}
