using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.QueryStrategies;

public sealed class RankingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 5)]
    [InlineData(5_003, 250)]
    [InlineData(5_003, 5_003)]
    public void Top_ScoresWithoutTies_AreThoseOfASort(int scores, int count)
    {
        var random = new Random(scores);
        float[] all = [.. Enumerable.Range(0, scores).Select(_ => random.NextSingle())];

        var top = Ranking.Top(all, count, new Random(1));

        Assert.Equal([.. Enumerable.Range(0, scores).OrderByDescending(i => all[i]).Take(count)], top);
    }

    [Fact]
    public void Top_TiesAtTheEnd_EachHasTheSameChance()
    {
        // Given: one place among nineteen that tie, behind one that is surely in.
        float[] scores = [.. Enumerable.Repeat(.5f, 10), 1, .. Enumerable.Repeat(.5f, 9), .. Enumerable.Repeat(0f, 30)];
        var taken = new int[scores.Length];
        var random = new Random(1);

        for (var trial = 0; trial < 19_000; trial++)
            taken[Ranking.Top(scores, 2, random)[1]]++;

        Assert.Equal(19_000, taken.Where((_, i) => i < 20 && i != 10).Sum());
        Assert.All(taken.Where((_, i) => i < 20 && i != 10), count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void Top_NoNumbers_ComeLast()
    {
        float[] scores = [float.NaN, .1f, float.NaN, .3f, .2f, float.NaN];

        Assert.Equal([3, 4, 1], Ranking.Top(scores, 3, new Random(1)));
        Assert.Equal([0, 2, 5], Ranking.Top(scores, 6, new Random(1))[3..].Order());
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Measured_PartOfAView_IsWhatItsOwnRowsGive(LabelTask task)
    {
        var whole = TableView.Of(task, 9_000);
        int[] places = [8_999, 3, 3_000, 5_000];

        var part = whole.Subset(places);

        Assert.Equal(places.Select(place => whole.Measured(Uncertainty.Margin)[place]), part.Measured(Uncertainty.Margin));
        Assert.Equal(places.Select(place => whole.Probabilities![place][0]), Enumerable.Range(0, 4).Select(place => part.Probabilities![place][0]));
    }
}
