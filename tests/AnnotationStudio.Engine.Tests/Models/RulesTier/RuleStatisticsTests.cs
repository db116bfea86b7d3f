using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RuleStatisticsTests
{
    private static readonly string[] Texts = ["a pothole", "pothole in the road", "a road, a road", "water on the road", "nothing"];
    private static readonly int[][] Truth = [[0], [0], [0], [1], [1]];
    private static readonly RuleMatcher Rules = new(
    [
        new(0, "road", RuleKind.Name), new(0, "pothole", RuleKind.Pattern), new(1, "water", RuleKind.Name), new(1, "leak*", RuleKind.Pattern),
    ]);

    [Fact]
    public void Of_SingleLabel_CountsCoveragePrecisionOverlapsAndConflicts()
    {
        var reports = RuleStatistics.Of(Rules, LabelTask.Single, Texts, Truth, 10, TestContext.Current.CancellationToken);

        var road = reports[0];
        Assert.Equal((5, 3, 2, 1, 1), (road.Items, road.Found, road.Right, road.Overlaps, road.Conflicts));
        Assert.Equal(.6, road.Coverage, 12);
        Assert.Equal(Interval.Wilson(2, 3), road.Precision);
        Assert.Equal([1, 2], road.RightItems);
        Assert.Equal([3], road.WrongItems);
        Assert.Equal((1, 1, 0, 1), (reports[2].Found, reports[2].Right, reports[2].Overlaps, reports[2].Conflicts));
    }

    [Fact]
    public void Of_MultiLabel_HasNoConflicts() =>
        Assert.All(RuleStatistics.Of(Rules, LabelTask.Multi, Texts, Truth, 1, TestContext.Current.CancellationToken), report => Assert.Equal(0, report.Conflicts));

    [Fact]
    public void Of_RuleNeverFound_HasNoPrecision()
    {
        var leak = RuleStatistics.Of(Rules, LabelTask.Single, Texts, Truth, 1, TestContext.Current.CancellationToken)[3];

        Assert.Equal(0, leak.Found);
        Assert.Null(leak.Precision);
    }

    [Fact]
    public void Of_NoItems_IsZeroNotAnError() =>
        Assert.All(RuleStatistics.Of(Rules, LabelTask.Single, [], [], 1, TestContext.Current.CancellationToken), report => Assert.Equal((0, 0d, null), (report.Found, report.Coverage, report.Precision)));

    [Fact]
    public void Of_MoreExamplesThanAskedFor_KeepsTheFirst() =>
        Assert.Equal([1], RuleStatistics.Of(Rules, LabelTask.Single, Texts, Truth, 1, TestContext.Current.CancellationToken)[0].RightItems);

    [Fact]
    public void Count_TextWithARuleTwice_CountsOnce() => Assert.Equal([3, 2, 1, 0], RuleStatistics.Count(Rules, Texts, TestContext.Current.CancellationToken));

    [Fact]
    public void Of_TruthTooShort_Throws() =>
        Assert.Throws<ArgumentException>(() => RuleStatistics.Of(Rules, LabelTask.Single, Texts, [[0]], 1, TestContext.Current.CancellationToken));

    [Fact]
    public void Count_Cancelled_Throws() => Assert.Throws<OperationCanceledException>(() => RuleStatistics.Count(Rules, Texts, new CancellationToken(true)));
}
