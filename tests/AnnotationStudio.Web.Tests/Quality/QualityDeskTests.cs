using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Quality;

public sealed class QualityDeskTests : IDisposable
{
    private static readonly string[] Names = ["roads", "water", "noise"];
    private readonly StudioHost _host = new();

    private QualityDesk Desk => _host.Services.GetRequiredService<QualityDesk>();

    [Fact]
    public async Task ReadAsync_TwoPeople_GivesTheEnginesFigures()
    {
        var project = await LabelledAsync();

        var view = await ReadAsync(project);

        // Lead and annotator by index, as they answered; the skip of item 5 is no vote.
        var votes = Votes.Single(6, 2, 3, [new(0, 0, 0), new(0, 1, 0), new(1, 0, 0), new(1, 1, 1), new(2, 0, 1), new(2, 1, 1), new(3, 0, 2), new(3, 1, 2), new(4, 0, 2), new(5, 0, 1)]);
        var report = AgreementReport.Of(votes, new(), new Random(1), CancellationToken.None);
        Assert.Equal(Json(AgreementFigures.Of(report, Names)), Json(view.Agreement));
        Assert.Equal((6, 4, 2, 10), (view.Agreement.Items, view.Agreement.OverlappingItems, view.Agreement.Annotators, view.Agreement.Annotations));
        var pair = Assert.Single(view.Pairs);
        Assert.Equal((4, 3, 1), (pair.Shared, pair.Agreed, pair.Disagreements));
        Assert.Equal(report.CohenKappa.Pairs[0].Kappa.Value, pair.CohenKappa.Value!.Value, 12);
        Assert.Equal(new LabelSplit("roads", "water", 1), Assert.Single(view.Confusion));
    }

    [Fact]
    public async Task ReadAsync_People_HaveVolumeTimeAndAgreementWithTheOthers()
    {
        var project = await LabelledAsync();

        var view = await ReadAsync(project);

        Assert.Equal([(project.Lead.Id, 6, 4), (project.Annotator.Id, 4, 4)], view.Annotators.Select(line => (line.Person.Id, line.Annotations, line.Judged)));
        Assert.All(view.Annotators, line => Assert.Equal((.75, true), (line.AgreementWithOthers!.Value!.Value, line.IsThin)));
        Assert.Equal(Interval.Wilson(3, 4).Low, view.Annotators[0].AgreementWithOthers!.Low!.Value, 12);
        Assert.Equal(5, view.Annotators[1].MedianSeconds);   // decisions 2, 4, 6 and 8 took that many seconds
    }

    [Fact]
    public async Task ReadAndList_AuditItems_CountInAgreementAndAreNeverListed()
    {
        var project = await LabelledAsync();
        await SetAsync(project, 1, set => set.SetProperty(item => item.IsAudit, true));

        var view = await ReadAsync(project);

        Assert.Equal((4, 0, 1), (view.Agreement.OverlappingItems, view.Disagreements, view.HiddenDisagreements));
        Assert.Equal((4, 3, 0), (view.Pairs[0].Shared, view.Pairs[0].Agreed, view.Pairs[0].Disagreements));
        Assert.Empty(view.Confusion);
        Assert.Equal(0, (await ListAsync(project, new SplitFilter())).Total);
    }

    [Fact]
    public async Task ReadAsync_CorrectionsAndLabelsOfFiles_AreNoVotes()
    {
        var project = await LabelledAsync();
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                db.Annotations.Add(new Annotation { ProjectId = project.Id, ItemId = project.Items[4], AnnotatorId = null, Key = Guid.NewGuid(), Action = AnnotationAction.Submit, Labels = [project.Labels["roads"]], CreatedAt = DateTimeOffset.UnixEpoch });
                db.SaveChanges();
            },
            CancellationToken.None);
        await _host.Services.GetRequiredService<CorrectionDesk>().CorrectAsync(SeededProject.CallerOf(project.Admin), project.Id, project.Items[4], new Correction(["water"]), CancellationToken.None);

        var view = await ReadAsync(project);

        Assert.Equal((2, 4, 10), (view.Agreement.Annotators, view.Agreement.OverlappingItems, view.Agreement.Annotations));
    }

    [Fact]
    public async Task ReadAsync_AfterAnotherVote_IsWorkedOutAnew()
    {
        var project = await LabelledAsync();
        await ReadAsync(project);
        await project.DecideAsync(project.Annotator, 4, AnnotationAction.Submit, "water");
        var before = await ReadAsync(project);

        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.LabelsArrived, project.Id);
        var after = await ReadAsync(project);

        Assert.Equal((4, 5), (before.Agreement.OverlappingItems, after.Agreement.OverlappingItems));
        Assert.Equal(2, after.Disagreements);
    }

    [Fact]
    public async Task ListAsync_EachCell_HasExactlyItsItems()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Multi, "a", "b", "c", "d");
        await SayAsync(project, 0, ["roads"], ["water"], ["roads"]);
        await SayAsync(project, 1, ["roads", "noise"], ["roads"], ["roads", "noise"]);
        await SayAsync(project, 2, ["roads"], ["roads"], ["roads"]);
        await SayAsync(project, 3, ["water"], ["noise"], []);

        var view = await ReadAsync(project);

        Assert.Equal(
            [("noise", "noise", 2), ("roads", "water", 1), ("water", "noise", 1), ("water", "water", 1)],
            view.Confusion.Select(split => (split.First, split.Second, split.Items)).OrderByDescending(split => split.Items).ThenBy(split => split.Item1).ThenByDescending(split => split.Item2 == "noise"));
        foreach (var split in view.Confusion)
            Assert.Equal(split.Items, (await ListAsync(project, new SplitFilter(Labels: (split.Second, split.First)))).Total);
        foreach (var pair in view.Pairs)
            Assert.Equal(pair.Disagreements, (await ListAsync(project, new SplitFilter(People: (pair.Second.Id, pair.First.Id)))).Total);
        var leftOut = await ListAsync(project, new SplitFilter(Labels: ("noise", "noise")));
        Assert.Equal([project.Items[1], project.Items[3]], leftOut.Items.Select(item => item.Id));
        Assert.Equal(["a", "b", "d"], (await ListAsync(project, new SplitFilter())).Items.Select(item => item.Excerpt));
        Assert.Contains(leftOut.Items[1].Said, said => said.Person.Id == project.Admin.Id && said.Labels.Count == 0);
    }

    [Fact]
    public async Task ListAsync_UnknownPersonOrLabel_SaysWhatToDo()
    {
        var project = await LabelledAsync();

        var people = await Desk.ListAsync(Lead(project), project.Id, new SplitFilter(People: (project.Lead.Id, 0)), 1, CancellationToken.None);
        var labels = await Desk.ListAsync(Lead(project), project.Id, new SplitFilter(Labels: ("roads", "trees")), 1, CancellationToken.None);

        Assert.Equal((ProblemKind.Invalid, "people"), (people.Problem!.Kind, people.Problem.Field));
        Assert.Contains("trees", labels.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAndList_ByRole_AreForLeadsOfThisProject()
    {
        var project = await LabelledAsync();
        var other = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a");

        Assert.Equal(ProblemKind.Forbidden, (await Desk.ReadAsync(SeededProject.CallerOf(project.Annotator), project.Id, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.ListAsync(SeededProject.CallerOf(project.Annotator), project.Id, new SplitFilter(), 1, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await Desk.ReadAsync(Lead(other), project.Id, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await Desk.ListAsync(Lead(other), project.Id, new SplitFilter(), 1, CancellationToken.None)).Problem!.Kind);
        Assert.True((await Desk.ReadAsync(SeededProject.CallerOf(project.Admin), project.Id, CancellationToken.None)).IsDone);
    }

    [Fact]
    public async Task ReadAsync_NothingLabelled_HasNoFigures()
    {
        var view = await ReadAsync(await SeededProject.MakeAsync(_host, ProjectTask.Single, "a"));

        Assert.Equal((0, "unknown"), (view.Agreement.OverlappingItems, view.Agreement.Reliability.Level));
        Assert.Null(view.Agreement.KrippendorffAlpha.Value);
        Assert.Empty(view.Annotators);
    }

    public void Dispose() => _host.Dispose();

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Api.Json);

    private static Caller Lead(SeededProject project) => SeededProject.CallerOf(project.Lead);

    private async Task<QualityView> ReadAsync(SeededProject project) => (await Desk.ReadAsync(Lead(project), project.Id, CancellationToken.None)).Value!;

    private async Task<SplitPage> ListAsync(SeededProject project, SplitFilter filter) => (await Desk.ListAsync(Lead(project), project.Id, filter, 1, CancellationToken.None)).Value!;

    private async Task SetAsync(SeededProject project, int item, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Item>> set)
    {
        var id = project.Items[item];
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(db => db.Items.Where(row => row.Id == id).ExecuteUpdate(set), CancellationToken.None);
    }

    private static async Task SayAsync(SeededProject project, int item, string[] lead, string[] annotator, string[] admin)
    {
        await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, lead);
        await project.DecideAsync(project.Annotator, item, AnnotationAction.Submit, annotator);
        await project.DecideAsync(project.Admin, item, AnnotationAction.Submit, admin);
    }

    // Lead and annotator label four items, and differ on one; one more has a single label, and one was skipped by the annotator.
    private async Task<SeededProject> LabelledAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b", "c", "d", "e", "f");
        foreach (var (item, lead, annotator) in new[] { (0, "roads", "roads"), (1, "roads", "water"), (2, "water", "water"), (3, "noise", "noise") })
        {
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, lead);
            await project.DecideAsync(project.Annotator, item, AnnotationAction.Submit, annotator);
        }

        await project.DecideAsync(project.Lead, 4, AnnotationAction.Submit, "noise");
        await project.DecideAsync(project.Annotator, 5, AnnotationAction.Skip);
        await project.DecideAsync(project.Lead, 5, AnnotationAction.Submit, "water");
        return project;
    }
}
