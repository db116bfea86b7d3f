using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Engine.Tests.Evaluation;

namespace AnnotationStudio.Engine.Tests.Promotion;

public sealed class PromotionGateTests
{
    private static readonly GateOptions Options = new() { LatencyLimitMilliseconds = 100 };

    [Theory]
    [InlineData(.08, .02, GateVerdict.Promoted, "v11 took over: worse in 8 % of resamples; staying out takes 95 %.")]
    [InlineData(.97, .10, GateVerdict.StayedOut, "v11 stayed out: worse than v10 in 97 % of resamples; staying out takes 95 %.")]
    [InlineData(.95, .10, GateVerdict.StayedOut, "v11 stayed out: worse than v10 in 95 % of resamples; staying out takes 95 %.")]
    [InlineData(.949, .10, GateVerdict.Promoted, "v11 took over: worse in 94.9 % of resamples; staying out takes 95.0 %.")]
    [InlineData(.0, .0, GateVerdict.Promoted, "v11 took over: worse in 0 % of resamples; staying out takes 95 %.")]
    public void Judge_SameTier_AsksOnlyThatItIsNotSurelyWorse(double worseThanChampion, double worseThanReference, GateVerdict verdict, string sentence)
    {
        var challenge = new SameTierCase(
            "v11", new("v10", Compared(1 - worseThanChampion)), new("v7", Compared(1 - worseThanReference)), Evidence.Audit);

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((verdict, sentence), (decision.Verdict, decision.Sentence));
        Assert.Equal(verdict == GateVerdict.Promoted, decision.Serves);
        Assert.Equal(.95, decision.Needed);
    }

    [Theory]
    [InlineData(.62, GateVerdict.StayedOut, "v11 stayed out: worse than v7, the last version that was audited or promoted by hand, in 62 % of resamples; staying out takes 50 %.")]
    [InlineData(.49, GateVerdict.Promoted, "v11 took over: worse in 49 % of resamples; staying out takes 50 %.")]
    public void Judge_SameTierAgainstTheReference_MustNotBeWorseMoreOftenThanNot(double worse, GateVerdict verdict, string sentence)
    {
        var challenge = new SameTierCase("v11", new("v10", Compared(.5)), new("v7", Compared(1 - worse)), Evidence.Audit);

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((verdict, sentence, .5), (decision.Verdict, decision.Sentence, decision.Needed));
    }

    [Theory]
    [InlineData(.62, .80, GateVerdict.ReferenceReturned,
        "v7, the last version that was audited or promoted by hand, is back: v10 was worse in 80 % of resamples, and v11 is no better; going back takes 50 %.")]
    [InlineData(.62, .40, GateVerdict.StayedOut,
        "v11 stayed out: worse than v7, the last version that was audited or promoted by hand, in 62 % of resamples; staying out takes 50 %.")]
    [InlineData(.10, .80, GateVerdict.Promoted, "v11 took over: worse in 10 % of resamples; staying out takes 50 %.")]
    public void Judge_ChampionFellBehindTheReference_BringsItBackUnlessTheChallengerMayServe(
        double challengerWorse, double championWorse, GateVerdict verdict, string sentence)
    {
        var challenge = new SameTierCase("v11", new("v10", Compared(.9)), new("v7", Compared(1 - challengerWorse)), Evidence.Audit)
        {
            ChampionAgainstReference = Compared(1 - championWorse),
        };

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((verdict, sentence), (decision.Verdict, decision.Sentence));
    }

    [Fact]
    public void Judge_SameTierWithoutEnoughItems_TakesOver()
    {
        var challenge = new SameTierCase("v2", new("v1", Compared(0, items: 19)), null, Evidence.Audit);

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((GateVerdict.Promoted, Evidence.None), (decision.Verdict, decision.Evidence));
        Assert.Equal("v2 took over: too few audit items to compare on yet.", decision.Sentence);
    }

    [Theory]
    [InlineData(100, 0, .99, false, GateVerdict.Promoted, "v10 took over: better in 99 % of resamples of 193 audit items; climbing takes 98 %.")]
    [InlineData(100, 0, .62, false, GateVerdict.StayedOut, "v10 stayed out: better in 62 % of resamples; climbing takes 98 %.")]
    [InlineData(100, 0, .9829, false, GateVerdict.StayedOut, "v10 stayed out: better in 98.29 % of resamples; climbing takes 98.30 %.")]
    [InlineData(120, 0, .99, true, GateVerdict.Confirmed, "v10 stays for good: better in 99 % of resamples of 193 audit items; climbing takes 98 %.")]
    [InlineData(120, 0, .62, true, GateVerdict.StaysProvisional,
        "v10 goes on serving for now: better in 62 % of resamples of 193 audit items; staying for good takes 98 %. The next look comes at 200 audit items.")]
    [InlineData(120, 0, .38, true, GateVerdict.Reverted, "v9 is back: v10 was worse in 62 % of resamples of 193 audit items; going back takes 50 %.")]
    [InlineData(300, 200, .97, true, GateVerdict.Reverted, "v9 is back: v10 was better in 97 % of resamples of 193 audit items at the last look; staying takes 98 %.")]
    [InlineData(150, 100, .99, false, GateVerdict.Waits, "v10 waits: the next look comes at 200 audit items; there are 150.")]
    [InlineData(599, 300, .99, false, GateVerdict.Waits, "v10 waits: the next look comes at 600 audit items; there are 599.")]
    [InlineData(600, 300, .99, false, GateVerdict.Promoted, "v10 took over: better in 99 % of resamples of 193 audit items; climbing takes 98 %.")]
    [InlineData(43, 0, .99, true, GateVerdict.Waits, "v10 serves for now: the next look comes at 100 audit items; there are 43.")]
    public void Judge_HigherTier_ClimbsOnlyAtALook(
        int auditItems, int lastLookAt, double better, bool provisional, GateVerdict verdict, string sentence)
    {
        var challenge = new ClimbCase("v10", "v9")
        {
            AuditItems = auditItems,
            LastLookAt = lastLookAt,
            OnAudit = Compared(better),
            IsProvisional = provisional,
        };

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((verdict, sentence), (decision.Verdict, decision.Sentence));
        Assert.Equal(verdict == GateVerdict.Waits ? null : auditItems, decision.LookAt);
    }

    [Theory]
    [InlineData(.99, 150, GateVerdict.PromotedProvisionally,
        "v10 serves for now: better in 99 % of resamples of 150 training labels; climbing takes 98 %. Looks at 100, 200 and 300 audit items confirm it or send it back.")]
    [InlineData(.62, 150, GateVerdict.StayedOut, "v10 stayed out: better in 62 % of resamples; climbing takes 98 %.")]
    [InlineData(.99, 19, GateVerdict.StayedOut, "v10 stayed out: too few labels to compare on yet.")]
    public void Judge_HigherTierBeforeTheFirstLook_IsProvisionalByOutOfFold(double better, int items, GateVerdict verdict, string sentence)
    {
        var challenge = new ClimbCase("v10", "v9") { AuditItems = 60, OutOfFold = Compared(better, items) };

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((verdict, sentence), (decision.Verdict, decision.Sentence));
        Assert.Null(decision.LookAt);
    }

    [Theory]
    [InlineData(false, GateVerdict.StayedOut, "v10 stayed out: one answer takes 140 ms; the limit is 100 ms.")]
    [InlineData(true, GateVerdict.Reverted, "v9 is back: v10 is too slow, one answer takes 140 ms; the limit is 100 ms.")]
    public void Judge_HigherTierTooSlow_DoesNotServe(bool provisional, GateVerdict verdict, string sentence)
    {
        var challenge = new ClimbCase("v10", "v9")
        {
            AuditItems = 100,
            OnAudit = Compared(1),
            IsProvisional = provisional,
            LatencyMilliseconds = 140,
        };

        var decision = PromotionGate.Judge(challenge, Options);

        Assert.Equal((verdict, sentence), (decision.Verdict, decision.Sentence));
    }

    [Fact]
    public void Judge_ProvisionalWithNoFurtherAuditItemsToCome_IsDecidedAtThisLook()
    {
        var challenge = new ClimbCase("v10", "v9") { AuditItems = 110, MostAuditItems = 180, OnAudit = Compared(.9), IsProvisional = true };

        Assert.Equal(GateVerdict.Reverted, PromotionGate.Judge(challenge, Options).Verdict);
        Assert.Equal(GateVerdict.StaysProvisional, PromotionGate.Judge(challenge with { MostAuditItems = 200 }, Options).Verdict);
    }

    [Fact]
    public void Judge_LookDueWithoutComparison_Throws() =>
        Assert.Throws<ArgumentException>(() => PromotionGate.Judge(new ClimbCase("v10", "v9") { AuditItems = 100 }, Options));

    [Theory]
    [InlineData(.006, -.031, .044, "v10 was ahead by 0.6 points of macro F1, but the difference could be anything from −3.1 to +4.4.")]
    [InlineData(-.05, -.08, -.02, "v10 was behind by 5.0 points of macro F1; the difference lies from −8.0 to −2.0.")]
    [InlineData(0, -.02, .02, "They were level in macro F1, but the difference could be anything from −2.0 to +2.0.")]
    public void Judge_WithComparison_SaysByHowMuch(double difference, double low, double high, string expected)
    {
        var comparison = Compared(.62) with { Difference = new(difference, low, high) };

        var decision = PromotionGate.Judge(new ClimbCase("v10", "v9") { AuditItems = 193, OnAudit = comparison }, Options);

        Assert.Equal("v10 and v9 answered the same 193 audit items. " + expected, decision.Detail);
    }

    [Fact]
    public void Judge_EquallyGoodHigherTierOverThreeLooks_SeldomClimbs()
    {
        var random = new Random(31);
        const int lives = 150;

        var climbs = Enumerable.Range(0, lives).Count(_ => Climbs(random));

        Assert.InRange((double)climbs / lives, 0, .09);
    }

    private static bool Climbs(Random random)
    {
        var champion = Items.Drawn(300, 4, .75, random);
        var challenger = new JudgedItems(champion.Labels, champion.Truth,
            [.. champion.Truth.Select(truth => new[] { random.NextDouble() < .75 ? truth[0] : (truth[0] + 1 + random.Next(3)) % 4 })]);
        for (int auditItems = 100, last = 0; auditItems <= 300; auditItems += 100)
        {
            var comparison = PairedBootstrap.Compare(First(champion, auditItems), First(challenger, auditItems), Measure.MacroF1, random, 400);
            var decision = PromotionGate.Judge(new ClimbCase("b", "a") { AuditItems = auditItems, LastLookAt = last, OnAudit = comparison }, Options);
            if (decision.Serves)
                return true;
            last = decision.LookAt!.Value;
        }

        return false;
    }

    private static JudgedItems First(JudgedItems items, int count) =>
        new(items.Labels, [.. items.Truth.Take(count)], [.. items.Predicted.Take(count)]);

    private static PairedComparison Compared(double better, int items = 193) =>
        new(Measure.MacroF1, items, .8, .8, new(0, -.1, .1), better, 1 - better, 10_000);
}
