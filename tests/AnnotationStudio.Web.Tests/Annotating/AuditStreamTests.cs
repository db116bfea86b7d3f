using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class AuditStreamTests
{
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.03, 300)]
    [InlineData(0.10, 1000)]
    [InlineData(0.25, 2500)]
    [InlineData(0.50, 5000)]
    public void KindAt_TenThousandClaims_KeepsTheShareAndAsManyBlind(double share, int expected)
    {
        var kinds = Enumerable.Range(0, 10_000).Select(claim => AuditStream.KindAt(7, claim, share)).ToList();

        Assert.InRange(kinds.Count(kind => kind == AssignmentKind.Audit), expected - 1, expected);
        Assert.InRange(kinds.Count(kind => kind == AssignmentKind.Blind), expected - 1, expected);
    }

    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(3, 9_000)]
    public void KindAt_WindowIsFull_RenewsItWithThreeInAHundred(int overlap, int filling)
    {
        var terms = new ClaimTerms(ProjectState.Open, overlap, AuditShare: .10, AuditTarget: 300, LeaseMinutes: 30, ClaimCount: 0, Remaining: 1);

        var before = Enumerable.Range(0, filling).Count(claim => AuditStream.KindAt(7, claim, terms) == AssignmentKind.Audit);
        var after = Enumerable.Range(filling, 10_000).Count(claim => AuditStream.KindAt(7, claim, terms) == AssignmentKind.Audit);

        Assert.Equal(300 * overlap, before);
        Assert.InRange(after, 299, 301);
    }

    [Theory]
    [InlineData(0, .05)]
    [InlineData(.1, .1)]
    [InlineData(.5, .2)]
    public void KindAt_WithGold_KeepsBothSharesAndAsManyBlindAsThereIsRoomFor(double audit, double gold)
    {
        var kinds = Enumerable.Range(0, 10_000).Select(claim => AuditStream.KindAt(7, claim, audit, gold)).ToList();

        Assert.InRange(kinds.Count(kind => kind == AssignmentKind.Audit), (10_000 * audit) - 1, 10_000 * audit);
        Assert.InRange(kinds.Count(kind => kind == AssignmentKind.Gold), (10_000 * gold) - 1, 10_000 * gold);
        Assert.InRange(kinds.Count(kind => kind == AssignmentKind.Blind), 10_000 * Math.Min(audit + gold, 1 - audit - gold) - 2, 10_000 * (audit + gold));
    }

    [Fact]
    public void KindAt_TenPerCent_HasOneOfEachInEveryBlockAtNoFixedPlace()
    {
        var blocks = Enumerable.Range(0, 200)
            .Select(block => Enumerable.Range(block * 10, 10).Select(claim => AuditStream.KindAt(3, claim, 0.10)).ToList())
            .ToList();

        Assert.All(blocks, block => Assert.Single(block, AssignmentKind.Audit));
        Assert.All(blocks, block => Assert.Single(block, AssignmentKind.Blind));
        Assert.Equal(10, blocks.Select(block => block.IndexOf(AssignmentKind.Audit)).Distinct().Count());
    }
}
