using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Tests.Hosting;

public sealed class ItemVerdictTests
{
    [Fact]
    public void Of_NoDecisions_IsOpen() => Assert.Equal(ItemState.Open, ItemVerdict.Of([], 1, false).State);

    [Fact]
    public void Of_OneVoteOfTwoAsked_IsOpen() => Assert.Equal(ItemState.Open, ItemVerdict.Of([Vote(1)], 2, false).State);

    [Fact]
    public void Of_Majority_Wins()
    {
        var (state, consensus) = ItemVerdict.Of([Vote(2), Vote(1), Vote(1)], 3, false);

        Assert.Equal(ItemState.Labelled, state);
        Assert.Equal([1], consensus);
    }

    [Fact]
    public void Of_Tie_TheOneThatStoodFirst() => Assert.Equal([2], ItemVerdict.Of([Vote(2), Vote(1)], 2, false).Consensus);

    [Fact]
    public void Of_SetsInAnotherOrder_AreTheSame() => Assert.Equal([1, 2], ItemVerdict.Of([Vote(3), Vote(2, 1), Vote(1, 2)], 3, false).Consensus);

    [Fact]
    public void Of_EmptySet_IsADecision() => Assert.Equal((ItemState.Labelled, 0), ItemVerdict.Of([Vote()], 1, false) is var (state, consensus) ? (state, consensus!.Count) : default);

    [Fact]
    public void Of_Adjudication_OutweighsEverybody() =>
        Assert.Equal([3], ItemVerdict.Of([Vote(1), new(AnnotationAction.Submit, [3], true, false), Vote(1)], 2, false).Consensus);

    [Fact]
    public void Of_Flag_GoesBeforeVotes() => Assert.Equal(ItemState.Flagged, ItemVerdict.Of([Vote(1), new(AnnotationAction.Flag, [], false, false)], 1, false).State);

    [Fact]
    public void Of_ImportedVote_IsEnoughWhateverTheOverlap() => Assert.Equal(ItemState.Labelled, ItemVerdict.Of([new(AnnotationAction.Submit, [1], false, true)], 5, false).State);

    [Theory]
    [InlineData(false, ItemState.Skipped)]
    [InlineData(true, ItemState.Open)]
    public void Of_Skip_AuditItemsGoToSomebodyElse(bool isAudit, ItemState expected) =>
        Assert.Equal(expected, ItemVerdict.Of([new(AnnotationAction.Skip, [], false, false)], 1, isAudit).State);

    private static ItemDecision Vote(params int[] labels) => new(AnnotationAction.Submit, labels, false, false);
}
