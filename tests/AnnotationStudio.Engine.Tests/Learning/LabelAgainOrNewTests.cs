using AnnotationStudio.Engine.Learning;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class LabelAgainOrNewTests
{
    [Fact]
    public void Merge_ScoresBetweenNewOnes_KeepsTheStrategysOrder()
    {
        // The strategy's order is no order of scores: .5 .3 .9 .4.
        var fresh = Fresh(.5f, .3f, .9f, .4f);

        var merged = LabelAgainOrNew.Merge(fresh, pick => pick.BestProbability, [(New(11), .45), (New(10), .2), (New(12), .95)]);

        Assert.Equal([10, 0, 1, 11, 2, 3], merged.Select(pick => pick.Item));
        Assert.Equal([true, false, false, true, false, false], merged.Select(pick => pick.IsAgain));
    }

    [Fact]
    public void Merge_NothingToAskAgain_IsTheQueueAsItWas() => Assert.Equal(Fresh(.5f, .3f), LabelAgainOrNew.Merge(Fresh(.5f, .3f), pick => pick.BestProbability, []));

    [Fact]
    public void Merge_NoModelWasAsked_NewOnesComeFirst()
    {
        var merged = LabelAgainOrNew.Merge(Fresh(float.NaN, float.NaN), pick => pick.BestProbability, [(New(10), .1)]);

        Assert.Equal([0, 1], merged.Select(pick => pick.Item));
    }

    [Fact]
    public void Merge_NoNewItems_AsksNobodyAgain() => Assert.Empty(LabelAgainOrNew.Merge([], pick => pick.BestProbability, [(New(10), .1)]));

    private static Pick[] Fresh(params float[] scores) => [.. scores.Select((score, at) => New(at) with { BestProbability = score })];

    private static Pick New(int item) => new(item, item, "because", 0);
}
