using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class LabelIntervalsTests
{
    [Fact]
    public void F1_EightRightOfTen_IsWilsonsShareTurnedIntoF1()
    {
        // 8 right, 1 missed, 1 wrongly given: the share is 8 of 10, whose Wilson interval is 0.4902 to 0.9433 (Newcombe 1998).
        var interval = LabelIntervals.F1(new LabelReport("a", 8 / 9.0, 8 / 9.0, 8 / 9.0, 9));

        Assert.Equal(2 * .4902 / 1.4902, interval.Low, 3);
        Assert.Equal(2 * .9433 / 1.9433, interval.High, 3);
        Assert.Equal(8 / 9.0, interval.Value);
    }

    [Fact]
    public void F1_NeverSeen_SaysNothing()
    {
        var interval = LabelIntervals.F1(new LabelReport("a", 0, 0, 0, 0));

        Assert.Equal((0.0, 1.0), (interval.Low, interval.High));
    }

    [Fact]
    public void F1_MoreItems_IsSurer()
    {
        var few = LabelIntervals.F1(new LabelReport("a", .8, .8, .8, 20));
        var many = LabelIntervals.F1(new LabelReport("a", .8, .8, .8, 2_000));

        Assert.True(many.High - many.Low < (few.High - few.Low) / 5);
    }
}
