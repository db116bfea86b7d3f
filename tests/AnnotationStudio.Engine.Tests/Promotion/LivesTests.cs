using AnnotationStudio.Benchmarks.Lives;

namespace AnnotationStudio.Engine.Tests.Promotion;

/// <summary>The short form of the benchmark <c>lives</c>: the gate over simulated projects.</summary>
public sealed class LivesTests
{
    private static readonly Lazy<LivesReport> Report = new(() => LivesReport.Of(300, 7, TestContext.Current.CancellationToken));

    [Fact]
    public void Of_ThreeHundredLives_MeetsEveryBarWithinTheirNoise()
    {
        // Two and a half standard errors of a share near .05, and of one near .78 half of what they would be: the bars have room of their own.
        Assert.All(Report.Value.Bars(slack: .03), bar => Assert.True(bar.IsMet, bar.Words));
    }

    [Fact]
    public void Of_ThreeHundredLives_TakesAGainOfFivePointsSeldomBackAndALossOften()
    {
        Assert.InRange(Report.Value.Climbs.Single(row => row.Scenario is { Gain: .05, Flattery: not null }).TakenBackFirst, 0, .1);
        Assert.InRange(Report.Value.Climbs.Single(row => row.Scenario.Gain < 0).ForGood, 0, .02);
    }
}
