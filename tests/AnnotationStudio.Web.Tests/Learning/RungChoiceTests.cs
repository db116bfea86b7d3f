using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class RungChoiceTests
{
    private const int ConvolutionFrom = 300;

    private static readonly LadderState Flat = new()
    {
        ProjectId = 1,
        Champion = ModelTier.Regression,
        Labels = new TrainingSummary(500, 4),
        Versions = [Rules, Tried(2, 300, .80), Tried(3, 350, .80), Tried(4, 400, .80), Tried(5, 450, .80), Tried(6, 500, .80)],
    };

    private static TriedVersion Rules => new(1, ModelTier.Rules, 0, 0, false, null, default);

    [Fact]
    public void ForDueRound_ChampionThatLearns_IsItsOwnTier() =>
        Assert.Equal(ModelTier.Regression, Choice().ForDueRound(Flat).Tier);

    [Fact]
    public void ForDueRound_RulesAndLabels_IsTheLowestThatLearns() =>
        Assert.Equal(ModelTier.Regression, Choice().ForDueRound(Flat with { Champion = ModelTier.Rules }).Tier);

    [Fact]
    public void ForDueRound_RulesAndNothingReady_IsRules() =>
        Assert.Equal(ModelTier.Rules, Choice().ForDueRound(Flat with { Champion = ModelTier.Rules, Labels = new TrainingSummary(0, 0) }).Tier);

    [Fact]
    public void ForDueRound_ChampionsTierNotReady_RefusesWithItsReason()
    {
        var refusal = Assert.Throws<RunRefusedException>(() => Choice(encoder: false).ForDueRound(Flat with { Champion = ModelTier.Transformer }));

        Assert.Equal("Put an encoder into data/encoders.", refusal.Message);
    }

    [Fact]
    public void ForAskedRound_TierThatIsNotInThisBuild_RefusesByName()
    {
        var refusal = Assert.Throws<RunRefusedException>(() => Choice().ForAskedRound(ModelTier.Blend, Flat));

        Assert.Contains("no blend tier", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_FlatCurve_TriesTheNextRungAndSaysWhy()
    {
        var step = Choice().Next(Flat);

        Assert.Equal(ModelTier.Convolution, step.Challenger?.Tier);
        Assert.Contains("has gone flat", step.Challenger!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_RisingCurve_Waits()
    {
        var step = Choice().Next(Flat with { Versions = [Rules, Tried(2, 300, .60), Tried(3, 400, .70), Tried(4, 500, .80)] });

        Assert.Null(step.Challenger);
        Assert.Contains("still rises", step.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_RisingButBelowTheTarget_Tries() =>
        Assert.Equal(ModelTier.Convolution, Choice().Next(Flat with { Versions = [Rules, Tried(2, 300, .60), Tried(3, 400, .70), Tried(4, 500, .80)], Objective = new() { Target = .9 } }).Challenger?.Tier);

    [Fact]
    public void Next_FewerLabelsThanTheRungIsWorth_Waits()
    {
        var step = Choice().Next(Flat with { Labels = new TrainingSummary(ConvolutionFrom - 1, 4) });

        Assert.Null(step.Challenger);
        Assert.Contains($"needs {ConvolutionFrom} labels", step.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_WhileAClimbIsProvisional_NeverTries() =>
        Assert.Null(Choice().Next(Flat with { IsProvisional = true }).Challenger);

    [Fact]
    public void Next_RungThatStayedOutLately_TriesTheOneAbove() =>
        Assert.Equal(ModelTier.Transformer, Choice().Next(Flat with { Versions = [.. Flat.Versions, Tried(7, 480, .5, ModelTier.Convolution)] }).Challenger?.Tier);

    [Fact]
    public void Next_AllRungsTriedLately_Waits()
    {
        var step = Choice(encoder: false).Next(Flat with { Versions = [.. Flat.Versions, Tried(7, 480, .5, ModelTier.Convolution)] });

        Assert.Null(step.Challenger);
        Assert.Contains("tried lately", step.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_LabelsGrownByAQuarterSinceItStayedOut_TriesAgain() =>
        Assert.Equal(ModelTier.Convolution, Choice().Next(Flat with { Versions = [.. Flat.Versions, Tried(7, 400, .5, ModelTier.Convolution)] }).Challenger?.Tier);

    [Theory]
    [InlineData(150, 100, false)]
    [InlineData(200, 100, true)]
    [InlineData(150, 0, true)]
    public void Next_AfterALook_TriesOnlyWhenTheNextIsDue(int audit, int lookedAt, bool tries)
    {
        var last = Tried(7, 300, .5, ModelTier.Convolution) with { LastLookAt = lookedAt };

        var step = Choice().Next(Flat with { AuditItems = audit, Versions = [.. Flat.Versions, last] });

        Assert.Equal(tries, step.Challenger is not null);
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(200, true)]
    public void Next_ChallengerThatWaits_IsTrainedAgainForItsLookAlone(int audit, bool tries)
    {
        var waiting = Tried(7, 490, .8, ModelTier.Transformer) with { LastLookAt = 100, Waits = true };

        var step = Choice().Next(Flat with { AuditItems = audit, Versions = [.. Flat.Versions, waiting] });

        Assert.Equal(tries ? ModelTier.Transformer : null, step.Challenger?.Tier);
    }

    [Fact]
    public void Next_FiguresOfTwoKinds_LooksAtTheLastKindAlone()
    {
        // Cross-validation was flat; of audit figures there is one, which is too short to tell.
        var audited = Tried(7, 520, .7) with { Source = MetricsSource.Audit };

        Assert.Null(Choice().Next(Flat with { Versions = [.. Flat.Versions, audited] }).Challenger);
    }

    private static TriedVersion Tried(int version, int items, double score, ModelTier tier = ModelTier.Regression) =>
        new(version, tier, items, 0, false, MetricsSource.CrossValidation, new Interval(score, score, score));

    private static RungChoice Choice(bool encoder = true) => new(new TierCatalog(
    [
        Of(ModelTier.Transformer, Tier.Transformer, _ => encoder ? TierReadiness.Ready : TierReadiness.NotYet("Put an encoder into data/encoders.")),
        Of(ModelTier.Regression, Tier.Regression, data => data.Items < 2 ? TierReadiness.NotYet("Label two or more.") : TierReadiness.Ready),
        Of(ModelTier.Convolution, Tier.Convolution, _ => TierReadiness.Ready) with { WorthTryingFrom = ConvolutionFrom },
        Of(ModelTier.Rules, Tier.Rules, _ => TierReadiness.Ready) with { Learns = false },
    ]));

    private static Rung Of(ModelTier tier, Tier engine, Func<TrainingSummary, TierReadiness> check) =>
        new() { Tier = tier, Summary = "", Make = _ => new FakeTier(engine, false, check) };
}
