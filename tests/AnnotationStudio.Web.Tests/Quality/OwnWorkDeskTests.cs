using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Annotating;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Quality;

public sealed class OwnWorkDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    private OwnWorkDesk Desk => _host.Services.GetRequiredService<OwnWorkDesk>();

    [Fact]
    public async Task ReadAsync_Own_ComparesWithWhatTheOthersSay()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b", "c", "d");
        foreach (var (item, lead, annotator) in new[] { (0, "roads", "roads"), (1, "roads", "water"), (2, "noise", "noise") })
        {
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, lead);
            await project.DecideAsync(project.Annotator, item, AnnotationAction.Submit, annotator);
        }

        await project.DecideAsync(project.Annotator, 3, AnnotationAction.Skip);

        var view = (await ReadAsync(project, project.Annotator, null)).Value!;

        Assert.Equal((3, 1, 3, true), (view.Labelled, view.Skipped, view.Judged, view.IsOwn));
        Assert.Equal(Interval.Wilson(2, 3).Low, view.WithOthers!.Low!.Value, 12);
        var confusion = Assert.Single(view.Confusions);
        Assert.Equal(("roads", "water", 1), (confusion.Right!.Name, confusion.Said!.Name, confusion.Items));
        var roads = view.Labels.Single(label => label.Label.Name == "roads");
        Assert.Equal((1, 1, 0), (roads.Hits, roads.Missed, roads.Added));
        Assert.Equal(3, view.Periods.Sum(period => period.Answers));
        Assert.Null(view.Gold);
    }

    [Fact]
    public async Task ReadAsync_SomebodyElses_IsForLeads()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");

        var byLead = await ReadAsync(project, project.Lead, project.Annotator.Id);
        var byAnnotator = await ReadAsync(project, project.Annotator, project.Lead.Id);
        var nobody = await ReadAsync(project, project.Lead, 9_999);

        Assert.Equal((1, false), (byLead.Value!.Labelled, byLead.Value.IsOwn));
        Assert.Equal((ProblemKind.Forbidden, ProblemKind.NotFound), (byAnnotator.Problem!.Kind, nobody.Problem!.Kind));
    }

    [Fact]
    public async Task QualityAndOwn_Gold_CountOnlyWhatWasGivenAsGold()
    {
        using var scene = await GoldScene.OpenAsync(items: 60, gold: 6, new ProjectSettings { AuditShare = 0, GoldShare = .2 });
        var person = await scene.Desks.MemberAsync();
        await scene.WorkAsync(person, "Waste", most: 20);
        await scene.WorkAsync(person, "Roads", most: 10);
        var services = scene.Desks.Host.Services;

        var quality = (await services.GetRequiredService<QualityDesk>().ReadAsync(scene.Lead, scene.Desks.ProjectId, CancellationToken.None)).Value!;
        var own = (await services.GetRequiredService<OwnWorkDesk>().ReadAsync(person, scene.Desks.ProjectId, null, CancellationToken.None)).Value!;

        var gold = Assert.Single(quality.Annotators).Gold!;
        Assert.Equal((6, 2, true), (gold.Answers, gold.Right, gold.IsThin));
        Assert.Equal(Interval.Wilson(2, 6).High, gold.Accuracy.High!.Value, 12);
        Assert.Equal(gold, quality.Gold);
        Assert.Equal(gold, own.Gold);
        Assert.Equal(("Roads", "Waste", 4), own.Confusions.Select(pair => (pair.Right!.Name, pair.Said!.Name, pair.Items)).Single());
    }

    public void Dispose() => _host.Dispose();

    private Task<Outcome<OwnWorkView>> ReadAsync(SeededProject project, Person by, int? person) =>
        Desk.ReadAsync(SeededProject.CallerOf(by), project.Id, person, CancellationToken.None);
}
