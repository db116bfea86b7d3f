using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class MoreOpinionsTests
{
    [Fact]
    public async Task Submit_TwoDisagree_GoesToOneMoreAndIsSettledByTheMajority()
    {
        using var desks = await OpenAsync();
        Caller[] people = [await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync()];
        var item = await DisagreeAsync(desks, people[0], people[1]);

        var third = Assert.Single(await desks.ClaimAsync(people[2], 1));

        Assert.Equal(item, third.Item.Id);
        Assert.Equal("Another opinion is wanted", third.Reason);
        Assert.DoesNotContain(item, (await desks.ClaimAsync(people[3], 20)).Select(given => given.Item.Id));
        Assert.DoesNotContain(item, (await desks.ClaimAsync(people[0], 20)).Select(given => given.Item.Id));
        await desks.LabelAsync(people[2], third, "Lights");
        var settled = await desks.ItemAsync(item);
        Assert.Equal(ItemState.Labelled, settled.State);
        Assert.Equal("Lights", await desks.ReadAsync(db => db.Labels.Where(label => label.Id == settled.Consensus!.Single()).Select(label => label.Name).SingleAsync()));
    }

    [Fact]
    public async Task Submit_StillSplitAtTheLimit_IsSettledAllTheSame()
    {
        using var desks = await OpenAsync();
        Caller[] people = [await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync()];
        var item = await DisagreeAsync(desks, people[0], people[1]);

        await desks.LabelAsync(people[2], Assert.Single(await desks.ClaimAsync(people[2], 1)), "Waste");

        Assert.Equal(ItemState.Labelled, (await desks.ItemAsync(item)).State);
        Assert.DoesNotContain(item, (await desks.ClaimAsync(people[3], 20)).Select(given => given.Item.Id));
        Assert.Equal(3, await desks.ReadAsync(db => db.Assignments.CountAsync(row => row.ItemId == item)));
    }

    [Theory]
    [InlineData(0, 3, false)]
    [InlineData(1, 2, false)]
    [InlineData(2, 4, true)]
    public async Task Submit_TwoDisagree_IsOpenOnlyWhereOneMoreMayAndCanBeAsked(int extra, int people, bool isOpen)
    {
        using var desks = await OpenAsync(extra);
        var callers = new List<Caller>();
        for (var person = 0; person < people; person++)
            callers.Add(await desks.MemberAsync());
        await desks.MemberAsync(Role.Lead);

        var item = await DisagreeAsync(desks, callers[0], callers[1]);

        Assert.Equal(isOpen ? ItemState.Open : ItemState.Labelled, (await desks.ItemAsync(item)).State);
    }

    [Fact]
    public async Task Submit_AuditItemInDispute_IsSettledByThoseAsked()
    {
        using var desks = await Desks.OpenAsync(items: 2, settings: new ProjectSettings { Overlap = 2, ExtraOpinions = 3, AuditShare = .5 }, audit: 2);
        Caller[] people = [await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync()];

        var item = await DisagreeAsync(desks, people[0], people[1]);

        Assert.Equal((ItemState.Labelled, 0), await desks.ItemAsync(item) is var audit ? (audit.State, audit.ExtraOpinions) : default);
        Assert.DoesNotContain(item, (await desks.ClaimAsync(people[2], 20)).Select(given => given.Item.Id));
    }

    [Fact]
    public async Task Claim_ManyPeopleWhoNeverAgree_GivesNoItemToMoreThanOverlapAndExtra()
    {
        using var desks = await OpenAsync(extra: 2, items: 4);
        string[] labels = ["Roads", "Lights", "Waste"];
        var people = new List<Caller>();
        for (var person = 0; person < 6; person++)
            people.Add(await desks.MemberAsync());
        foreach (var (caller, label) in people.Select((caller, at) => (caller, labels[at % 3])))
            foreach (var given in await desks.ClaimAsync(caller, 20))
                await desks.LabelAsync(caller, given, label);

        var places = await desks.ReadAsync(db => db.Assignments.Select(row => new { row.ItemId, row.AnnotatorId }).ToListAsync());

        Assert.All(places.GroupBy(place => place.ItemId), item => Assert.InRange(item.Count(), 3, 4));
        Assert.All(places.GroupBy(place => place), place => Assert.Single(place));
    }

    private static Task<Desks> OpenAsync(int extra = 1, int items = 3) =>
        Desks.OpenAsync(items, settings: new ProjectSettings { Overlap = 2, ExtraOpinions = extra, AuditShare = 0, RetrainAfter = 1_000 });

    private static async Task<long> DisagreeAsync(Desks desks, Caller one, Caller other)
    {
        var first = (await desks.ClaimAsync(one, 1))[0];
        await desks.LabelAsync(one, first, "Roads");
        var held = await desks.ClaimAsync(other, 20);
        await desks.LabelAsync(other, held.Single(given => given.Item.Id == first.Item.Id), "Lights");
        return first.Item.Id;
    }
}
