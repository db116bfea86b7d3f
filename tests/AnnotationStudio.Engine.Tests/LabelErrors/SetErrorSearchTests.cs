using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class SetErrorSearchTests
{
    [Fact]
    public void Run_WhatLooksWrong_DoesNotTeachTheNextLook()
    {
        // Items 0, 1 and 2 are the surest of six in that order, and the surest third has one error of two: three are thought wrong, of whom no more than a third is left out.
        var kept = new List<bool[]>();

        SetErrorSearch.Run([[0], [1], [], [0], [1], []], (keeps, _) =>
        {
            kept.Add([.. keeps]);
            return ConfidentLearningTests.Matrix([.99f, .01f], [.98f, .02f], [.1f, .1f], [.6f, .4f], [.4f, .6f], [.4f, .45f]);
        }, new() { Looks = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain(false, kept[0]);
        Assert.Equal(2, kept[1].Count(keep => !keep));
        Assert.False(kept[1][1]);
        Assert.True(kept[1][0]);
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
        var queue = FixQueue.OrderItems(ConfidentLearningTests.Matrix([.6f, .4f, .4f], [.95f, .02f, .9f], [.9f, .1f, .1f]), [[0], [0], [0]], [], 3);

        Assert.Equal([1, 0, 2], queue.Select(suspect => suspect.Item));
        Assert.Equal([2], queue[0].Labels);
        // The worst counts .8, the next .16, the best what is left.
        Assert.Equal(1 - ((.8 * .1) + (.16 * .95) + (.04 * .98)), queue[0].Doubt, 5);
    }

    [Fact]
    public void OrderItems_TwinsWithDifferentLabels_AreMoreInDoubt()
    {
        var queue = FixQueue.OrderItems(ConfidentLearningTests.Matrix([.8f], [.7f], [.3f]), [[0], [], [0]], [new(0, 1)], 3);

        Assert.Equal(1, queue[0].Item);
        Assert.Equal(0, queue[0].Twin);
    }

    [Fact]
    public void Estimate_KnownErrors_HoldsTheirNumber()
    {
        // The model is wrong as often as its probabilities say; in a tenth of the items one label is turned.
        var random = new Random(3);
        const int items = 3_000, labels = 4;
        var (model, given) = (new ProbabilityMatrix(items, labels), new int[items][]);
        for (var item = 0; item < items; item++)
        {
            var truth = new bool[labels];
            for (var label = 0; label < labels; label++)
            {
                truth[label] = random.NextDouble() < .3;
                var sure = (float)(1 - (.5 * Math.Pow(random.NextDouble(), 4)));
                model[item][label] = (random.NextDouble() < sure) == truth[label] ? sure : 1 - sure;
            }

            if (random.NextDouble() < .1 && random.Next(labels) is var turned)
                truth[turned] = !truth[turned];
            given[item] = [.. Enumerable.Range(0, labels).Where(label => truth[label])];
        }

        var errors = ErrorCount.EstimateSets(model, given);

        Assert.InRange(.1 * items, errors.Low, errors.High);
    }

    [Fact]
    public void EstimateSets_OtherNumberOfItems_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ErrorCount.EstimateSets(ConfidentLearningTests.Matrix([.5f]), []));
}
