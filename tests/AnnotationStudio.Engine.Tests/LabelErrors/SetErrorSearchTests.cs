using AnnotationStudio.Engine.LabelErrors;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class SetErrorSearchTests
{
    [Fact]
    public void Run_WhatLooksWrong_DoesNotTeachTheNextLook()
    {
        // The model is sure of every item; six of sixty were given the other label.
        int[][] given = [.. Enumerable.Range(0, 60).Select(item => new[] { item < 6 ? 1 - (item % 2) : item % 2 })];
        var kept = new List<bool[]>();

        SetErrorSearch.Run(given, (keeps, _) =>
        {
            kept.Add([.. keeps]);
            return ConfidentLearningTests.Matrix([.. given.Select((_, item) => item % 2 == 0 ? new[] { .95f, .05f } : [.05f, .95f])]);
        }, new() { Looks = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain(false, kept[0]);
        int[] leftOut = [.. Enumerable.Range(0, 60).Where(item => !kept[1][item])];
        Assert.NotEmpty(leftOut);
        Assert.All(leftOut, item => Assert.InRange(item, 0, 5));
    }

    [Fact]
    public void Run_TwoDeals_AreTheMeanOfTheirLogOdds()
    {
        var seen = SetErrorSearch.Run(
            [[0]], (_, deal) => ConfidentLearningTests.Matrix(deal == 0 ? [.9f, .2f] : [.5f, .2f]), new() { Looks = 1, Deals = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal(.75, seen.OutOfSample[0][0], 5);
        Assert.Equal(.2, seen.OutOfSample[0][1], 5);
    }

    [Fact]
    public void OrderItems_OneLabelWrong_CountsMoreThanSeveralUnsure()
    {
        var queue = FixQueue.OrderItems(ConfidentLearningTests.Matrix([.1f, .1f, .1f], [.05f, .02f, .6f], [.1f, .05f, 0]), [], 3);

        Assert.Equal([1, 0, 2], queue.Select(suspect => suspect.Item));
        Assert.Equal([2], queue[0].Labels);
        Assert.Equal([0], queue[2].Labels);
        Assert.Equal(1 - (.95 * .98 * .4), queue[0].Doubt, 5);
    }

    [Fact]
    public void OrderItems_TwinsWithDifferentLabels_AreMoreInDoubt()
    {
        var queue = FixQueue.OrderItems(ConfidentLearningTests.Matrix([.2f], [.3f], [.4f]), [new(0, 1)], 3);

        Assert.Equal([1, 0, 2], queue.Select(suspect => suspect.Item));
        Assert.Equal(0, queue[0].Twin);
        Assert.Equal(.3 / (1 - (.8 * .7)), queue[0].Doubt, 5);
    }
}
