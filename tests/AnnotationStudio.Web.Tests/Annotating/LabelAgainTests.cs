using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Annotating;

/// <summary>A labelled item that a ranking puts among new ones.</summary>
public sealed class LabelAgainTests
{
    private const string Reason = "One more opinion is worth more than a new item.";

    [Fact]
    public async Task Claim_LabelledItemInTheQueue_GoesToASecondPersonOnceAndStaysLabelled()
    {
        using var desks = await OpenAsync();
        var (first, second, third) = (await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync());
        var item = await LabelledAsync(desks, first);
        await RankAsync(desks, item);

        Assert.DoesNotContain(item, (await desks.ClaimAsync(first)).Select(given => given.Item.Id));
        var again = Assert.Single(await desks.ClaimAsync(second));

        Assert.Equal((item, Reason), (again.Item.Id, again.Reason));
        Assert.Equal(AssignmentKind.Again, (await desks.AssignmentAsync(again.AssignmentId)).Kind);
        Assert.DoesNotContain(item, (await desks.ClaimAsync(third)).Select(given => given.Item.Id));
        Assert.Equal(ItemState.Labelled, (await desks.ItemAsync(item)).State);
        Assert.False((await desks.LabelAsync(second, again, "Lights")).ExtraVote);
        Assert.Equal((ItemState.Labelled, 1), await desks.ItemAsync(item) is var settled ? (settled.State, settled.ExtraOpinions) : default);
        Assert.Equal(1, await desks.ReadAsync(db => db.Projects.Where(project => project.Id == desks.ProjectId).Select(project => project.LabelledCount).SingleAsync()));
        Assert.False(await desks.ReadAsync(db => db.Queue.AnyAsync(entry => entry.ItemId == item)));
    }

    [Fact]
    public async Task Claim_ModelSuggests_NotOnWhatItHasLearned()
    {
        using var desks = await OpenAsync();
        var (first, second) = (await desks.MemberAsync(), await desks.MemberAsync());
        await RankAsync(desks, await LabelledAsync(desks, first));

        Assert.Null(Assert.Single(await desks.ClaimAsync(second)).Suggestion);
    }

    [Fact]
    public async Task Claim_SecondPersonLetsItLapse_IsAskedOfAThirdAndOfNobodyMore()
    {
        using var desks = await OpenAsync();
        var (first, second, third, fourth) = (await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync());
        var item = await LabelledAsync(desks, first);
        await RankAsync(desks, item);
        await desks.ClaimAsync(second);
        desks.Clock.Advance(TimeSpan.FromHours(2));

        var again = (await desks.ClaimAsync(third, 1))[0];
        await desks.LabelAsync(third, again, "Roads");
        await RankAsync(desks, item);

        Assert.Equal(item, again.Item.Id);
        Assert.DoesNotContain(item, (await desks.ClaimAsync(fourth, 20)).Select(given => given.Item.Id));
    }

    [Theory]
    [InlineData(false, 1, false)]
    [InlineData(true, 0, false)]
    [InlineData(true, 1, true)]
    public async Task Rank_LabelledItem_IsQueuedOnlyWhereTheProjectAsksAgain(bool labelAgain, int extra, bool isQueued)
    {
        using var desks = await OpenAsync(labelAgain, extra);
        var item = await LabelledAsync(desks, await desks.MemberAsync());

        await RankAsync(desks, item);

        Assert.Equal(isQueued, await desks.ReadAsync(db => db.Queue.AnyAsync(entry => entry.ItemId == item)));
    }

    [Fact]
    public async Task Claim_SettingTurnedOffSince_GivesNewItemsOnly()
    {
        using var desks = await OpenAsync();
        var (first, second) = (await desks.MemberAsync(), await desks.MemberAsync());
        var item = await LabelledAsync(desks, first);
        await RankAsync(desks, item);

        await desks.Store.WriteAsync(db => db.Projects.ExecuteUpdate(set => set.SetProperty(project => project.Settings.LabelAgain, false)), CancellationToken.None);

        Assert.DoesNotContain(item, (await desks.ClaimAsync(second, 20)).Select(given => given.Item.Id));
    }

    [Fact]
    public async Task Rank_GoldItem_IsNotAskedAgain()
    {
        using var scene = await GoldScene.OpenAsync(items: 5, gold: 1, new ProjectSettings { LabelAgain = true, AuditShare = 0 });
        var gold = (await scene.ItemsAsync())[0];

        await RankAsync(scene.Desks, gold);

        Assert.False(await scene.Desks.ReadAsync(db => db.Queue.AnyAsync(entry => entry.ItemId == gold)));
    }

    private static Task<Desks> OpenAsync(bool labelAgain = true, int extra = 1) =>
        Desks.OpenAsync(items: 6, settings: new ProjectSettings { LabelAgain = labelAgain, ExtraOpinions = extra, AuditShare = 0, RetrainAfter = 1_000 });

    private static async Task<long> LabelledAsync(Desks desks, Caller first)
    {
        var given = (await desks.ClaimAsync(first))[0];
        await desks.LabelAsync(first, given, "Roads");
        return given.Item.Id;
    }

    private static Task RankAsync(Desks desks, long item) =>
        desks.Host.Services.GetRequiredService<QueueWriter>().ReplaceAsync(desks.ProjectId, [new Pick(0, item, Reason, float.NaN) { IsAgain = true }], 0);
}
