using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Agreement;

public sealed class KrippendorffAlphaTests
{
    [Theory]
    [InlineData(AlphaDistance.Nominal, .743)]
    [InlineData(AlphaDistance.Ordinal, .815)]
    [InlineData(AlphaDistance.Interval, .849)]
    public void Of_KrippendorffsExample_IsAsPublished(AlphaDistance distance, double published) =>
        Assert.Equal(published, KrippendorffAlpha.Of(Ratings.Krippendorff, distance), .0005);

    [Fact]
    public void Of_PerfectAgreement_IsOne() =>
        Assert.Equal(1, KrippendorffAlpha.Of(Ratings.Of(3, 0, "0121", "0121", "01.1")), 12);

    [Fact]
    public void Of_TwoPeopleAndTwoLabels_IsAsByHand()
    {
        // Four items, 8 votes: 3 of label 1, 5 of label 0, one item torn. Observed .25, expected 2·3·5/(8·7) = 30/56.
        var votes = Ratings.Of(2, 0, "0011", "0010");

        Assert.Equal(1 - (.25 / (30.0 / 56)), KrippendorffAlpha.Of(votes), 12);
    }

    [Fact]
    public void Of_NothingInTwoVotes_IsUnknown()
    {
        Assert.Equal(double.NaN, KrippendorffAlpha.Of(Ratings.Of(2, 0, "01..", "..01")));
        Assert.Equal(double.NaN, KrippendorffAlpha.Of(Ratings.Of(2, 0, "00", "00")));
    }

    [Fact]
    public void Of_LabelsPeopleAndItemsRenamed_StaysTheSame()
    {
        var votes = Ratings.Drawn(60, 4, 5, .7, new Random(1));
        var list = Ratings.List(votes);
        Vote[] renamed = [.. list.Select(vote => new Vote(59 - vote.Item, (vote.Annotator + 1) % 4, (vote.Answer * 2) % 5)).Reverse()];

        Assert.Equal(KrippendorffAlpha.Of(votes), KrippendorffAlpha.Of(Votes.Single(60, 4, 5, renamed)), 12);
    }

    [Fact]
    public void Of_SetsOfLabels_IsAsByHand()
    {
        // Items: {a} {a}; {a,b} {a}; {b} {b}. Distances: MASI({a,b},{a}) = 1 − 2/3·1/2 = 2/3, Jaccard 1/2; to {b} from {a}: 1.
        var sets = new AnswerSets();
        var (a, ab, b) = (sets.IndexOf(0), sets.IndexOf(1, 0), sets.IndexOf(1));
        var votes = Votes.Multi(3, 2, 2, sets, [new(0, 0, a), new(0, 1, a), new(1, 0, ab), new(1, 1, a), new(2, 0, b), new(2, 1, b)]);

        // Six votes: 3 a, 1 ab, 2 b. Ordered pairs by chance: a–ab 3, a–b 6, ab–b 2, each twice; 30 in all.
        Assert.Equal(1 - (2 * (2.0 / 3) / 6 / (2 * ((3 * 2.0 / 3) + 6 + (2 * 2.0 / 3)) / 30)), KrippendorffAlpha.Of(votes, AlphaDistance.Masi), 12);
        Assert.Equal(1 - (2 * .5 / 6 / (2 * ((3 * .5) + 6 + (2 * .5)) / 30)), KrippendorffAlpha.Of(votes, AlphaDistance.Jaccard), 12);
    }

    [Fact]
    public void Of_OrderOfLabelsWithinASet_DoesNotMatter()
    {
        var sets = new AnswerSets();

        Assert.Equal(sets.IndexOf(2, 0, 1), sets.IndexOf(1, 2, 0, 0));
        Assert.Equal([0, 1, 2], sets[0]);
    }

    [Fact]
    public void Of_OrdinalOfSets_Throws()
    {
        var sets = new AnswerSets();
        var votes = Votes.Multi(1, 2, 2, sets, [new(0, 0, sets.IndexOf(0)), new(0, 1, sets.IndexOf(1))]);

        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Of(votes, AlphaDistance.Ordinal));
    }

    [Fact]
    public void Estimate_AnyNumberOfThreads_GivesTheSameInterval()
    {
        var votes = Ratings.Drawn(50, 3, 3, .8, new Random(4));

        var one = KrippendorffAlpha.Estimate(votes, AlphaDistance.Nominal, new() { Replicates = 160 }, new Random(5), TestContext.Current.CancellationToken);
        var two = KrippendorffAlpha.Estimate(votes, AlphaDistance.Nominal, new() { Replicates = 160, Threads = 2 }, new Random(5), TestContext.Current.CancellationToken);

        Assert.Equal(one, two);
        Assert.True(one.Low < one.Value && one.Value < one.High);
    }

    [Fact]
    public void Estimate_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => KrippendorffAlpha.Estimate(
            Ratings.Drawn(50, 3, 3, .8, new Random(4)), AlphaDistance.Nominal, new(), new Random(5), new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(AlphaDistance.Nominal)]
    [InlineData(AlphaDistance.Ordinal)]
    public void Estimate_ManySamplesOfAKnownPopulation_CoversTheTruthAboutAsOftenAsItSays(AlphaDistance distance)
    {
        // A sample a thousand times as large stands for the population.
        var random = new Random(11);
        var truth = KrippendorffAlpha.Of(Ratings.Drawn(200_000, 3, 4, .8, random), distance);
        const int trials = 300;

        var covered = Enumerable.Range(0, trials).Count(_ =>
        {
            var interval = KrippendorffAlpha.Estimate(
                Ratings.Drawn(200, 3, 4, .8, random), distance, new() { Replicates = 400 }, random, TestContext.Current.CancellationToken);
            return interval.Low <= truth && truth <= interval.High;
        });

        Assert.InRange((double)covered / trials, .91, .98);
    }
}
