using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class LearningCurveTests
{
    [Fact]
    public void GainPer100Labels_FivePointsByHand_GivesSlopeAndStudentsInterval()
    {
        // x = 0, 100, 200, 300, 400; y = .1, .2, .4, .5, .5: slope .11 per 100, residual sum .011, standard error sqrt(.011 / 3 / 10) = .0191.
        var gain = LearningCurve.GainPer100Labels([new(0, .1), new(100, .2), new(200, .4), new(300, .5), new(400, .5)])!.Value;

        Assert.Equal(.11, gain.Value, 10);
        Assert.Equal(.11 + 3.182 * Math.Sqrt(.011 / 3 / 10), gain.High, 10);
        Assert.Equal(.22 - gain.High, gain.Low, 10);
    }

    [Fact]
    public void GainPer100Labels_TwoRounds_IsUnknown() => Assert.Null(LearningCurve.GainPer100Labels([new(50, .1), new(100, .2)]));

    [Fact]
    public void GainPer100Labels_NoNewLabels_IsUnknown() =>
        Assert.Null(LearningCurve.GainPer100Labels([new(50, .1), new(50, .2), new(50, .3)]));

    [Fact]
    public void IsFlat_SteadyLine_IsTrueOnlyUnderTheLeastGain()
    {
        LearningPoint[] rounds = [new(100, .80), new(150, .8011), new(200, .8009), new(250, .8012), new(300, .8010)];

        Assert.True(LearningCurve.IsFlat(rounds, .005));
        Assert.False(LearningCurve.IsFlat(rounds, .0005));
    }
}
