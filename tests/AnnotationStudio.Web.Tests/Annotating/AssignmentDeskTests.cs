using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class AssignmentDeskTests
{
    [Fact]
    public async Task Claim_ByManyAtOnce_GivesNoItemTwice()
    {
        using var desks = await Desks.OpenAsync(items: 200, audit: 20);
        var callers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desks.MemberAsync()));

        var given = await Task.WhenAll(callers.SelectMany(caller => Enumerable.Range(0, 5).Select(_ => desks.ClaimAsync(caller, 5, Enumerable.Range(1, 500).Select(id => (long)id).ToArray()))));

        var items = given.SelectMany(batch => batch).Select(one => one.Item.Id).ToList();
        Assert.Equal(200, items.Count);
        Assert.Equal(200, items.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Claim_Overlap_GivesEachItemToThatManyPeople(int overlap)
    {
        using var desks = await Desks.OpenAsync(items: 6, settings: new ProjectSettings { Overlap = overlap });
        var callers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desks.MemberAsync()));

        var given = new List<long>();
        foreach (var caller in callers)
            given.AddRange((await desks.ClaimAsync(caller, 10)).Select(one => one.Item.Id));

        Assert.Equal(6, given.Distinct().Count());
        Assert.All(given.CountBy(item => item), pair => Assert.Equal(overlap, pair.Value));
    }

    [Fact]
    public async Task Claim_WithAQueue_FollowsItsOrderAndThenTheOpenItems()
    {
        using var desks = await Desks.OpenAsync(items: 4, settings: new ProjectSettings { AuditShare = 0 });
        var ids = await desks.ReadAsync(db => db.Items.OrderBy(item => item.Id).Select(item => item.Id).ToListAsync());
        await desks.QueueAsync((ids[2], "Torn between Roads and Lights: 0.41 / 0.39"), (ids[1], "Typical of a group not seen yet"));
        var caller = await desks.MemberAsync();

        var given = await desks.ClaimAsync(caller, 4);

        Assert.Equal([ids[2], ids[1], ids[0], ids[3]], given.Select(one => one.Item.Id));
        Assert.Equal("Torn between Roads and Lights: 0.41 / 0.39", given[0].Reason);
    }

    [Fact]
    public async Task Claim_HoldingNothing_GivesOnesOwnOpenItemsFirst()
    {
        using var desks = await Desks.OpenAsync(items: 5);
        var caller = await desks.MemberAsync();
        var first = await desks.ClaimAsync(caller, 2);

        var again = await desks.ClaimAsync(caller, 3);
        var others = await desks.ClaimAsync(caller, 3, [.. again.Select(one => one.AssignmentId)]);

        Assert.Equal(first.Select(one => one.AssignmentId), again.Take(2).Select(one => one.AssignmentId));
        Assert.Equal(2, others.Count);
    }

    [Fact]
    public async Task Claim_LeaseEnded_GivesTheItemToSomebodyElse()
    {
        using var desks = await Desks.OpenAsync(items: 1, settings: new ProjectSettings { LeaseMinutes = 10 });
        var (slow, quick) = (await desks.MemberAsync(), await desks.MemberAsync());
        var lost = await desks.ClaimAsync(slow);
        Assert.Empty(await desks.ClaimAsync(quick));

        desks.Clock.Advance(TimeSpan.FromMinutes(11));
        var given = await desks.ClaimAsync(quick);

        Assert.Equal(lost[0].Item.Id, Assert.Single(given).Item.Id);
        Assert.Empty(await desks.ClaimAsync(slow));
    }

    [Fact]
    public async Task Claim_OwnLeaseEndedAndNothingElseIsLeft_GivesTheSameAssignmentBack()
    {
        using var desks = await Desks.OpenAsync(items: 2, settings: new ProjectSettings { LeaseMinutes = 10 });
        var caller = await desks.MemberAsync();
        var lapsed = await desks.ClaimAsync(caller);
        desks.Clock.Advance(TimeSpan.FromMinutes(11));

        var given = await desks.ClaimAsync(caller, 2);

        Assert.NotEqual(lapsed[0].Item.Id, given[0].Item.Id);
        Assert.Equal(lapsed[0].AssignmentId, given[1].AssignmentId);
    }

    [Fact]
    public async Task Renew_BeforeTheEnd_KeepsTheItem()
    {
        using var desks = await Desks.OpenAsync(items: 1, settings: new ProjectSettings { LeaseMinutes = 10 });
        var (caller, other) = (await desks.MemberAsync(), await desks.MemberAsync());
        var given = await desks.ClaimAsync(caller);
        desks.Clock.Advance(TimeSpan.FromMinutes(8));

        await desks.Assignments.RenewAsync(caller, desks.ProjectId, [given[0].AssignmentId], CancellationToken.None);
        await desks.Assignments.ReleaseAsync(other, desks.ProjectId, [given[0].AssignmentId], CancellationToken.None);
        desks.Clock.Advance(TimeSpan.FromMinutes(8));

        Assert.Empty(await desks.ClaimAsync(other));
    }

    [Fact]
    public async Task Release_OfAPrefetchedItem_GivesItToWhoeverAsksNext()
    {
        using var desks = await Desks.OpenAsync(items: 1, audit: 1);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);

        await desks.Assignments.ReleaseAsync(caller, desks.ProjectId, [given[0].AssignmentId], CancellationToken.None);

        Assert.Equal(1, await desks.ReadAsync(db => db.Queue.Select(entry => entry.OpenSlots).SingleAsync()));
        Assert.Equal(given[0].Item.Id, Assert.Single(await desks.ClaimAsync(caller)).Item.Id);
    }

    [Fact]
    public async Task Claim_TenPerCentAudit_MixesThemInAndSaysTheSameOfBlindOnes()
    {
        using var desks = await Desks.OpenAsync(items: 100, audit: 10);
        var caller = await desks.MemberAsync();

        var given = new List<AnnotationStudio.Web.Features.Annotating.GivenItem>();
        for (var batch = 0; batch < 10; batch++)
            given.AddRange(await desks.ClaimAsync(caller, 5, [.. given.Select(one => one.AssignmentId)]));

        var kinds = await desks.ReadAsync(db => db.Assignments.OrderBy(row => row.Id).Select(row => new { row.Kind, row.Reason }).ToListAsync());
        Assert.Equal(5, kinds.Count(row => row.Kind == AssignmentKind.Audit));
        Assert.Equal(5, kinds.Count(row => row.Kind == AssignmentKind.Blind));
        Assert.Single(kinds.Where(row => row.Kind != AssignmentKind.Chosen).Select(row => row.Reason).Distinct());
        Assert.All(given, one => Assert.Null(one.Suggestion));
    }

    [Theory]
    [InlineData(ProjectState.Paused)]
    [InlineData(ProjectState.Archived)]
    public async Task Claim_ProjectNotOpen_GivesNothing(ProjectState state)
    {
        using var desks = await Desks.OpenAsync(items: 3);
        var caller = await desks.MemberAsync();
        await desks.Store.WriteAsync(db => db.Projects.ExecuteUpdate(set => set.SetProperty(project => project.State, state)), CancellationToken.None);

        Assert.Empty(await desks.ClaimAsync(caller));
    }

    [Fact]
    public async Task Claim_ByAStranger_AnswersLikeAProjectThatDoesNotExist()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        var stranger = await desks.Host.AddPersonAsync(Role.Lead);

        var theirs = await desks.Assignments.ClaimNextAsync(new Caller(stranger.Id, Role.Lead), desks.ProjectId, 1, [], CancellationToken.None);
        var nobodys = await desks.Assignments.ClaimNextAsync(new Caller(stranger.Id, Role.Lead), 999, 1, [], CancellationToken.None);

        Assert.Equal(ProblemKind.NotFound, theirs.Problem!.Kind);
        Assert.Equal(nobodys.Problem, theirs.Problem);
    }
}
