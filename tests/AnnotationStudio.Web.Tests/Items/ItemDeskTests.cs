using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Items;

public sealed class ItemDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    private ItemDesk Desk => _host.Services.GetRequiredService<ItemDesk>();

    [Fact]
    public async Task ListAsync_PageByPage_ShowsEveryItemOnceBothWays()
    {
        var project = await SeedAsync("a", "b", "c", "d", "e");

        var first = await ListAsync(project, project.Lead, new ItemFilter(), limit: 2);
        var second = await ListAsync(project, project.Lead, new ItemFilter(), new ItemCursor(first.Next, null), 2);
        var third = await ListAsync(project, project.Lead, new ItemFilter(), new ItemCursor(second.Next, null), 2);
        var back = await ListAsync(project, project.Lead, new ItemFilter(), new ItemCursor(null, third.Previous), 2);

        Assert.Equal(["a", "b", "c", "d", "e"], first.Items.Concat(second.Items).Concat(third.Items).Select(row => row.Excerpt));
        Assert.Equal(["c", "d"], back.Items.Select(row => row.Excerpt));
        Assert.Null(first.Previous);
        Assert.Null(third.Next);
        Assert.Equal((5, true), (first.Total, first.IsTotalExact));
    }

    [Theory]
    [InlineData("100%", "100% broken")]
    [InlineData("a_b", "a_b")]
    [InlineData("CASE-2", "axb")]
    [InlineData(@"\", @"back\slash")]
    public async Task ListAsync_Search_TakesWhatIsTypedAsText(string search, string found)
    {
        var project = await SeedAsync("100% broken", "a_b", "axb", @"back\slash", "1000 broken");

        var page = await ListAsync(project, project.Lead, new ItemFilter(Search: search));

        Assert.Equal(found, Assert.Single(page.Items).Excerpt);
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task ListAsync_Filters_NarrowByStatusLabelAndPerson()
    {
        var project = await SeedAsync("a", "b", "c");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Lead, 1, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Lead, 2, AnnotationAction.Skip);

        var labelled = await ListAsync(project, project.Lead, new ItemFilter(Status: ItemState.Labelled));
        var water = await ListAsync(project, project.Lead, new ItemFilter(Label: "Water"));
        var mine = await ListAsync(project, project.Lead, new ItemFilter(Person: project.Lead.Id));
        var unknown = await Desk.ListAsync(SeededProject.CallerOf(project.Lead), project.Id, new ItemFilter(Label: "fire"), default, 10, CancellationToken.None);

        Assert.Equal(["a", "b"], labelled.Items.Select(row => row.Excerpt));
        Assert.Equal("water", Assert.Single(Assert.Single(water.Items).Labels).Name);
        Assert.Equal(["b", "c"], mine.Items.Select(row => row.Excerpt));
        Assert.Equal("label", unknown.Problem!.Field);
    }

    [Fact]
    public async Task ListAsync_Annotator_SeesOnlyOwnAnswers()
    {
        var project = await SeedAsync("a", "b", "c");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Lead, 1, AnnotationAction.Submit, "water");
        await CorrectAsync(project, 0, "noise");

        var page = await ListAsync(project, project.Annotator, new ItemFilter());
        var open = await ListAsync(project, project.Annotator, new ItemFilter(Status: ItemState.Open));

        var row = Assert.Single(page.Items);
        Assert.Equal(("a", "roads"), (row.Excerpt, Assert.Single(row.Labels).Name));
        Assert.Empty(open.Items);
    }

    [Fact]
    public async Task FindAsync_Annotator_SeesNeitherOthersItemsNorOthersDecisions()
    {
        var project = await SeedAsync("a", "b");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");
        await CorrectAsync(project, 0, "noise");
        var annotator = SeededProject.CallerOf(project.Annotator);

        var own = await Desk.FindAsync(annotator, project.Id, project.Items[0], CancellationToken.None);
        var other = await Desk.FindAsync(annotator, project.Id, project.Items[1], CancellationToken.None);
        var lead = await Desk.FindAsync(SeededProject.CallerOf(project.Lead), project.Id, project.Items[0], CancellationToken.None);

        Assert.Equal("roads", Assert.Single(own.Value!.Labels).Name);
        Assert.Single(own.Value.History);
        Assert.Equal(ProblemKind.NotFound, other.Problem!.Kind);
        Assert.Equal("noise", Assert.Single(lead.Value!.Labels).Name);
        Assert.Equal(2, lead.Value.History.Count);
        Assert.Equal("web", lead.Value.Meta[0].Value);
    }

    [Fact]
    public async Task EveryCall_Stranger_IsToldThereIsNoSuchProject()
    {
        var project = await SeedAsync("a");
        var stranger = SeededProject.CallerOf(await _host.AddPersonAsync(Role.Lead));

        var list = await Desk.ListAsync(stranger, project.Id, new ItemFilter(), default, 10, CancellationToken.None);
        var item = await Desk.FindAsync(stranger, project.Id, project.Items[0], CancellationToken.None);
        var choices = await Desk.ChoicesAsync(stranger, project.Id, CancellationToken.None);

        Assert.All([list.Problem, item.Problem, choices.Problem], problem => Assert.Equal(ProblemKind.NotFound, problem!.Kind));
    }

    public void Dispose() => _host.Dispose();

    private Task<SeededProject> SeedAsync(params string[] texts) => SeededProject.MakeAsync(_host, ProjectTask.Single, texts);

    private Task<Outcome<Done>> CorrectAsync(SeededProject project, int item, params string[] labels) => _host.Services.GetRequiredService<CorrectionDesk>()
        .CorrectAsync(SeededProject.CallerOf(project.Lead), project.Id, project.Items[item], new Correction(labels), CancellationToken.None);

    private async Task<ItemPage> ListAsync(SeededProject project, Person person, ItemFilter filter, ItemCursor cursor = default, int limit = 50) =>
        (await Desk.ListAsync(SeededProject.CallerOf(person), project.Id, filter, cursor, limit, CancellationToken.None)).Value!;
}
