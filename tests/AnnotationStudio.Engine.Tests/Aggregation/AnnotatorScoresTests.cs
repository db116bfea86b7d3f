using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Agreement;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class AnnotatorScoresTests
{
    [Fact]
    public void AgainstOthers_OneAgainstTwo_LeavesTheirOwnVoteOut()
    {
        // Item 0: 0 0 1. Item 1: 1 1 1. Item 2: two people torn. Item 3: one person alone.
        var scores = AnnotatorScores.AgainstOthers(Ratings.Of(2, 0, "0100", "011.", "11.."));

        // Of the first person's others one says 0 and one 1 on item 0: half.
        Assert.Equal([1.5, 1.5, 1.0], scores.Select(score => score.Right));
        Assert.Equal([3, 3, 2], scores.Select(score => score.Judged));
        Assert.Equal([4, 3, 2], scores.Select(score => score.Votes));
        Assert.Equal(.5, scores[0].Share!.Value.Value, 12);
    }

    [Fact]
    public void AgainstOthers_EverybodyAlone_JudgesNobody() =>
        Assert.All(AnnotatorScores.AgainstOthers(Ratings.Of(2, 0, "01..", "..01")), score => Assert.Null(score.Share));

    [Fact]
    public void AgainstGold_SomeItemsFixed_HasWilsonsInterval()
    {
        var score = AnnotatorScores.AgainstGold(Ratings.Of(2, 0, "0101"), [[0], [1], [1], null])[0];

        Assert.Equal((4, 3, 2.0), (score.Votes, score.Judged, score.Right));
        Assert.Equal(Interval.Wilson(2, 3), score.Share);
    }

    [Fact]
    public void AgainstGold_Sets_AreRightWhenEqual()
    {
        var sets = new AnswerSets();
        var votes = Votes.Multi(2, 1, 3, sets, [new(0, 0, sets.IndexOf(2, 0)), new(1, 0, sets.IndexOf(1))]);

        Assert.Equal(1, AnnotatorScores.AgainstGold(votes, [[0, 2], [1, 2]])[0].Right);
    }

    [Fact]
    public void AgainstGold_ManyPeopleOfKnownAccuracy_CoversTheTruthAboutAsOftenAsItSays()
    {
        var random = new Random(9);
        var (covered, trials) = (0, 0);
        foreach (var truth in new[] { .7, .8, .9, .97 })
        {
            foreach (var golds in new[] { 50, 80, 150 })
            {
                var votes = Votes.Single(golds, 200, 2, [.. from item in Enumerable.Range(0, golds) from person in Enumerable.Range(0, 200) select new Vote(item, person, random.NextDouble() < truth ? 1 : 0)]);
                var scores = AnnotatorScores.AgainstGold(votes, [.. Enumerable.Repeat(new[] { 1 }, golds)]);
                covered += scores.Count(score => score.Share!.Value.Low <= truth && truth <= score.Share.Value.High);
                trials += scores.Count;
            }
        }

        Assert.InRange((double)covered / trials, .93, .97);
    }

    [Fact]
    public void AccuracyTrend_SomebodyWhoGrowsTired_Shows()
    {
        var random = new Random(3);
        double[] times = [.. Enumerable.Range(0, 200).Select(at => (double)at)];
        bool[] tired = [.. times.Select(time => random.NextDouble() < .95 - (time / 400))];
        bool[] steady = [.. times.Select(_ => random.NextDouble() < .8)];

        var trend = AccuracyTrend.Of(times, tired);

        Assert.True(trend.IsClear && trend.Trend < 0);
        Assert.True(trend.Bins[^1].Right.Value < trend.Bins[0].Right.Value);
        Assert.Equal([40, 40, 40, 40, 40], trend.Bins.Select(bin => bin.Count));
        Assert.False(AccuracyTrend.Of(times, steady).IsClear);
    }

    [Fact]
    public void AccuracyTrend_FourAnswers_IsAsByHand()
    {
        // Right answers rank 3 and 4: rank sum 7 against 5 expected, variance 2·2·5/12.
        Assert.Equal(2 / Math.Sqrt(5.0 / 3), AccuracyTrend.Of([1, 2, 3, 4], [false, false, true, true]).Trend, 12);
        Assert.Equal(0, AccuracyTrend.Of([1, 1], [true, false]).Trend);
        Assert.Empty(AccuracyTrend.Of([], []).Bins);
    }

    [Fact]
    public void SuggestionUse_GoodAndBadSuggestions_AreCountedApart()
    {
        // Good accepted, good refused, bad accepted, bad refused and right, nothing suggested and right, truth unknown.
        var use = SuggestionUse.Of([0, 0, 1, 1, -1, 0], [0, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, -1]);

        Assert.Equal(4, use.Shown);
        Assert.Equal((new Tally(1, 2), new Tally(1, 2), new Tally(1, 1), new Tally(1, 2)), (use.GoodAccepted, use.BadAccepted, use.RightWithout, use.RightAgainstBad));
        Assert.Equal(Interval.Wilson(1, 2), use.BadAccepted.Share);
        Assert.False(use.IsAnchored);
    }

    [Fact]
    public void SuggestionUse_WhoeverTakesWhatIsOffered_IsAnchored()
    {
        int[] truth = new int[80];
        int[] suggested = [.. Enumerable.Range(0, 80).Select(item => item < 40 ? 1 : -1)];
        int[] answered = [.. suggested.Select(label => Math.Max(label, 0))];

        Assert.True(SuggestionUse.Of(suggested, answered, truth).IsAnchored);
    }

    [Fact]
    public void SuggestionUse_WhoeverErrsOnHardItemsInTheirOwnWay_IsNotAnchored()
    {
        // Where the suggestion is wrong the item is hard: half of the answers are wrong too, but hardly ever what was suggested.
        int[] truth = new int[80];
        int[] suggested = [.. Enumerable.Range(0, 80).Select(item => item < 40 ? 1 : -1)];
        int[] answered = [.. Enumerable.Range(0, 80).Select(item => item < 2 ? 1 : item < 20 ? 2 : 0)];

        var use = SuggestionUse.Of(suggested, answered, truth);

        Assert.Equal((new Tally(2, 40), new Tally(20, 40), new Tally(40, 40)), (use.BadAccepted, use.RightAgainstBad, use.RightWithout));
        Assert.False(use.IsAnchored);
    }

    [Fact]
    public void SuggestionUse_NothingKnown_HasNoShares()
    {
        var use = SuggestionUse.Of([0, -1], [0, 0], [-1, -1]);

        Assert.Equal((0, null, false), (use.Shown, use.RightWithout.Share, use.IsAnchored));
    }

    [Fact]
    public void AccuracyTrend_SameQuantity_IsInOneBin()
    {
        var bins = AccuracyTrend.Of([5, 1, 5, 5, 9, 5], [true, true, false, true, false, true], bins: 3).Bins;

        Assert.Equal([(1.0, 5.0, 5), (9.0, 9.0, 1)], bins.Select(bin => (bin.From, bin.To, bin.Count)));
        Assert.Equal(.8, bins[0].Right.Value, 12);
    }
}
