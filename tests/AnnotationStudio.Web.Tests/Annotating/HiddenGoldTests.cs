using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class HiddenGoldTests
{
    private static readonly ProjectSettings Share = new() { AuditShare = 0, GoldShare = .2 };

    [Fact]
    public async Task Claim_WithGold_GivesEachPersonEachGoldItemOnceAndNothingTellsIt()
    {
        using var scene = await GoldScene.OpenAsync(items: 60, gold: 4, Share);
        var people = new[] { await scene.Desks.MemberAsync(), await scene.Desks.MemberAsync() };

        var given = new List<(Caller Person, GivenItem Item)>();
        for (var at = 0; at < 56 + 8; at++)
        {
            var person = people[at % 2];
            var item = Assert.Single(await scene.Desks.ClaimAsync(person));
            given.Add((person, item));
            await scene.Desks.LabelAsync(person, item, "Lights");
        }

        var kinds = await scene.Desks.ReadAsync(db => db.Assignments.Where(row => row.ProjectId == scene.Desks.ProjectId).ToDictionaryAsync(row => row.Id, row => row.Kind));
        foreach (var person in people)
            Assert.Equal(4, given.Where(one => one.Person == person && kinds[one.Item.AssignmentId] == AssignmentKind.Gold).Select(one => one.Item.Item.Id).Distinct().Count());
        Assert.Equal(8, kinds.Values.Count(kind => kind == AssignmentKind.Gold));
        Assert.True(kinds.Values.Count(kind => kind == AssignmentKind.Blind) >= 8);
        var gold = given.First(one => kinds[one.Item.AssignmentId] == AssignmentKind.Gold).Item;
        var blind = given.First(one => kinds[one.Item.AssignmentId] == AssignmentKind.Blind).Item;
        Assert.Equal((blind.Reason, blind.Suggestion, blind.IsOnboarding), (gold.Reason, gold.Suggestion, gold.IsOnboarding));
        Assert.Empty(await scene.Desks.ClaimAsync(people[0]));
    }

    [Fact]
    public async Task Submit_WrongAnswerOnGold_IsAVoteAndLeavesTheConsensus()
    {
        using var scene = await GoldScene.OpenAsync(items: 12, gold: 2, Share);
        var person = await scene.Desks.MemberAsync();

        await scene.WorkAsync(person, "Lights");

        var gold = (await scene.ItemsAsync())[0];
        var roads = await scene.Desks.ReadAsync(db => db.Labels.Where(label => label.ProjectId == scene.Desks.ProjectId && label.Name == "Roads").Select(label => label.Id).SingleAsync());
        Assert.Equal((ItemState.Labelled, roads), ((await scene.Desks.ItemAsync(gold)).State, Assert.Single((await scene.Desks.ItemAsync(gold)).Consensus!)));
        Assert.Equal(2, await scene.Desks.ReadAsync(db => db.Annotations.CountAsync(row => row.IsCurrent && row.Action == AnnotationAction.Submit && db.GoldItems.Any(one => one.ItemId == row.ItemId))));
    }

    [Fact]
    public async Task Unmark_AfterAnswers_LetsPeopleDecideAgain()
    {
        using var scene = await GoldScene.OpenAsync(items: 12, gold: 2, Share);
        await scene.WorkAsync(await scene.Desks.MemberAsync(), "Lights");
        var items = await scene.ItemsAsync();

        await scene.Marks.UnmarkAsync(scene.Lead, scene.Desks.ProjectId, items[0], CancellationToken.None);

        var lights = await scene.Desks.ReadAsync(db => db.Labels.Where(label => label.ProjectId == scene.Desks.ProjectId && label.Name == "Lights").Select(label => label.Id).SingleAsync());
        Assert.Equal([lights], (await scene.Desks.ItemAsync(items[0])).Consensus!);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task LabelledItems_Gold_TrainsOnlyWhereTheProjectSaysSo(bool trains, int expected)
    {
        using var scene = await GoldScene.OpenAsync(items: 6, gold: 2, Share with { GoldTrains = trains });

        await using var db = await scene.Desks.Store.ReadAsync(CancellationToken.None);
        var read = LabelledItems.Read(db, scene.Desks.ProjectId);

        Assert.Equal(expected, read.Training.Count);
        Assert.Equal(trains ? 0 : 2, read.Unavailable.Count);
    }

    [Fact]
    public async Task Mark_AuditItem_IsRefused()
    {
        using var scene = await GoldScene.OpenAsync(items: 6, gold: 0, Share);
        var item = (await scene.ItemsAsync())[0];
        await scene.Desks.Store.WriteAsync(db => db.Items.Where(row => row.Id == item).ExecuteUpdate(set => set.SetProperty(row => row.IsAudit, true)), CancellationToken.None);

        var outcome = await scene.MarkAsync(item, "Roads");

        Assert.Equal(ProblemKind.Conflict, outcome.Problem!.Kind);
        Assert.Equal(0, await scene.Desks.ReadAsync(db => db.GoldItems.CountAsync()));
    }

    [Fact]
    public async Task Mark_ByAnAnnotator_IsRefused()
    {
        using var scene = await GoldScene.OpenAsync(items: 6, gold: 0, Share);
        var person = await scene.Desks.MemberAsync();

        var outcome = await scene.Marks.MarkAsync(person, scene.Desks.ProjectId, (await scene.ItemsAsync())[0], new(["Roads"]), CancellationToken.None);

        Assert.Equal(ProblemKind.Forbidden, outcome.Problem!.Kind);
    }

    [Fact]
    public async Task Submit_SurelyBelowTheBar_PausesUntilALeadLetsThemGoOn()
    {
        using var scene = await GoldScene.OpenAsync(items: 80, gold: 12, Share with { GoldBar = .8, GoldLeast = 5 });
        var (bad, good) = (await scene.Desks.MemberAsync(), await scene.Desks.MemberAsync());

        var badKinds = await scene.WorkAsync(bad, "Waste");
        await scene.WorkAsync(good, "Roads", most: 30);

        Assert.Equal(5, badKinds.Count(kind => kind == AssignmentKind.Gold));
        var refused = await scene.Desks.Assignments.ClaimNextAsync(bad, scene.Desks.ProjectId, 1, [], CancellationToken.None);
        Assert.Equal(ProblemKind.Conflict, refused.Problem!.Kind);
        Assert.Equal((PauseReason.Gold, (DateTimeOffset?)null), ((await scene.MemberAsync(bad)).PauseReason, (await scene.MemberAsync(good)).PausedAt));
        Assert.Equal(1, await scene.Desks.ReadAsync(db => db.Activity.CountAsync(entry => entry.What == "person-paused" && entry.SubjectId == bad.PersonId)));
        Assert.Equal(bad.PersonId, Assert.Single((await scene.Gold.ReadAsync(scene.Lead, scene.Desks.ProjectId, CancellationToken.None)).Value!.Waiting).PersonId);

        await scene.Gold.ResumeAsync(scene.Lead, scene.Desks.ProjectId, bad.PersonId!.Value, CancellationToken.None);
        var after = await scene.WorkAsync(bad, "Waste", most: 10);

        Assert.Equal(10, after.Count);
        Assert.Contains(AssignmentKind.Gold, after);
    }
}
