using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Engine.Tests.Promotion;

public sealed class ClimbingTests
{
    private static readonly LearningPoint[] Flat = [new(100, .80), new(150, .8011), new(200, .8009), new(250, .8012), new(300, .8010)];
    private static readonly LearningPoint[] Rising = [new(100, .60), new(150, .65), new(200, .70), new(250, .75), new(300, .80)];

    [Fact]
    public void Advise_CurveStillRises_StaysWithTheTier() => Assert.False(Climbing.Advise(new("regression", Rising, 300, 200)).TryNext);

    [Fact]
    public void Advise_CurveFlat_TriesTheNext()
    {
        var advice = Climbing.Advise(new("regression", Flat, 300, 200));

        Assert.True(advice.TryNext);
        Assert.Equal("Tried because the curve of regression has gone flat: 100 more labels bring at most 0.1 points.", advice.Reason);
    }

    [Fact]
    public void Advise_TargetMissed_TriesTheNext() =>
        Assert.True(Climbing.Advise(new("regression", Rising, 300, 200) { Target = .85 }).TryNext);

    [Fact]
    public void Advise_TooFewLabels_Waits() =>
        Assert.Equal("The next tier needs 500 labels; there are 300.", Climbing.Advise(new("regression", Flat, 300, 500)).Reason);

    [Fact]
    public void Advise_AnotherIsBeingJudged_Waits() => Assert.False(Climbing.Advise(new("regression", Flat, 300, 200) { IsJudging = true }).TryNext);

    [Fact]
    public void Advise_Rules_TriesTheNextAsSoonAsThereAreLabels() =>
        Assert.True(Climbing.Advise(new("rules", [], 25, 25) { Learns = false }).TryNext);
}
