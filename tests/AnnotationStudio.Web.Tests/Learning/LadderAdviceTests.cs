using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Learning;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class LadderAdviceTests
{
    // A curve that follows a power law, so that a forecast can be told.
    private static readonly LadderState Rising = new()
    {
        ProjectId = 1,
        Champion = ModelTier.Regression,
        Labels = new TrainingSummary(800, 4),
        AuditItems = 120,
        Versions = [.. Enumerable.Range(1, 8).Select(round => Judged(round + 1, 100 * round))],
    };

    [Fact]
    public void Of_RulesAlone_SaysNothing() =>
        Assert.Empty(LadderAdvice.Of(Rising with { Champion = ModelTier.Rules, Versions = [new(1, ModelTier.Rules, 0, 0, false, MetricsSource.Audit, new(.5, .4, .6))] }));

    [Fact]
    public void Of_RisingCurve_ForecastsTheNextPoint()
    {
        var advice = LadderAdvice.Of(Rising).ToList();

        Assert.Matches(@"^About [\d,]+ more labels for \+1 point \(95 %: [\d,]+–[\d,]+\)\. Read off 8 rounds of macro F1 on audit items\.$", advice[0]);
        Assert.Equal("Too early to tell whether predictions are stable: that takes 4 rounds.", advice[1]);
    }

    [Fact]
    public void Of_TargetMissed_SaysByHowMuchAndForecastsTheTarget()
    {
        var advice = LadderAdvice.Of(Rising with { Objective = new() { Target = .95 } }).ToList();

        Assert.Equal("Whether the objective is reached shows after the next training.", advice[0]);
        Assert.StartsWith("Macro F1 is ", advice[1], StringComparison.Ordinal);
        Assert.Contains(" points below the target. ", advice[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FiguresByCrossValidation_SaysThatTheyAreBiased()
    {
        var rounds = Rising.Versions.Select(version => version with { Source = MetricsSource.CrossValidation }).ToList();

        Assert.Contains("in cross-validation, which is biased", LadderAdvice.Of(Rising with { Versions = rounds }).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ThreeRoundsThatAgree_SaysThatPredictionsAreStable()
    {
        var rounds = Rising.Versions.Select(version => version with { Agreement = .995 }).ToList();

        Assert.StartsWith("Predictions are stable: the last 3 rounds agree", LadderAdvice.Of(Rising with { Versions = rounds }).Last(), StringComparison.Ordinal);
    }

    private static TriedVersion Judged(int version, int labels)
    {
        var score = .9 - Math.Pow(labels, -.5) * 3;
        return new(version, ModelTier.Regression, labels, 0, false, MetricsSource.Audit, new Interval(score, score - .03, score + .03));
    }
}
