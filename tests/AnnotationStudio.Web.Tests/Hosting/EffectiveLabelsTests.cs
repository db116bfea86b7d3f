using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Tests.Hosting;

public sealed class EffectiveLabelsTests
{
    [Fact]
    public void Counting_MergedTwice_FollowsTheChainAndNamesALabelOnce() =>
        Assert.Equal([3, 7], new EffectiveLabels([(1, 2), (2, 3)]).Counting([7, 1, 3])!);

    [Fact]
    public void Counting_GivenUp_IsNoAnswer() => Assert.Null(new EffectiveLabels([(1, 2), (2, null)]).Counting([1, 7]));

    [Fact]
    public void Meaning_GivenUp_StaysAsSaid() => Assert.Equal([2, 7], new EffectiveLabels([(1, 2), (2, null)]).Meaning([7, 2]));

    [Fact]
    public void ThatCountAs_InTheMiddle_HasAllThatPassThrough() => Assert.Equal([1, 2, 4], new EffectiveLabels([(1, 2), (4, 2), (2, 3), (5, 6)]).ThatCountAs(2));

    [Fact]
    public void AreTheSame_OneSaidBeforeTheMerge_IsStillTheSameAnswer()
    {
        var labels = new EffectiveLabels([(1, 2)]);

        Assert.True(labels.AreTheSame([1], [2]));
        Assert.False(labels.AreTheSame([1], [3]));
    }

    [Fact]
    public void Counting_NothingMerged_IsAsSaid() => Assert.Equal([2, 1], new EffectiveLabels([]).Counting([2, 1])!);
}
