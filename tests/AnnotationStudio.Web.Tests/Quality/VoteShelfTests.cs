using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Quality;

public sealed class VoteShelfTests : IDisposable
{
    private readonly StudioHost _host = new();

    private QualityDesk Desk => _host.Services.GetRequiredService<QualityDesk>();

    private StudioEvents Events => _host.Services.GetRequiredService<StudioEvents>();

    [Fact]
    public async Task ReadOn_WhatPeopleDidSince_IsAsIfReadAnew()
    {
        var project = await VotedAsync();
        await ReadAsync(project);
        using var annotator = await _host.ClientOfAsync(project.Annotator);
        // One more answer, one corrected, one taken back, one settled by its lead, which is no vote and leaves theirs.
        await project.DecideAsync(project.Annotator, 3, AnnotationAction.Submit, "noise");
        await PutAsync(annotator, project, 1, "roads");
        var undone = await project.ReadAsync(db => Task.FromResult(db.Annotations.First(row => row.ItemId == project.Items[2] && row.AnnotatorId == project.Annotator.Id).Key));
        (await annotator.DeleteAsync($"/api/v1/projects/{project.Id}/annotations/{undone}")).EnsureSuccessStatusCode();
        await _host.Services.GetRequiredService<CorrectionDesk>().CorrectAsync(Lead(project), project.Id, project.Items[0], new Correction(["noise"]), CancellationToken.None);
        Events.Publish(Happening.LabelsArrived, project.Id);

        var readOn = await ReadAsync(project);
        Events.Publish(Happening.ItemsChanged, project.Id);
        var anew = await ReadAsync(project);

        Assert.Equal(JsonSerializer.Serialize(anew, Api.Json), JsonSerializer.Serialize(readOn, Api.Json));
        Assert.Equal(6, anew.Agreement.Annotations);
    }

    [Fact]
    public async Task LastOf_SomethingChanged_ServesAtOnceAndTellsWhenThereIsMore()
    {
        var project = await VotedAsync();
        var before = await ReadAsync(project);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = Events.Subscribe(change =>
        {
            if (change == new StudioEvent(Happening.FiguresChanged, project.Id))
                told.TrySetResult();
        });
        await project.DecideAsync(project.Annotator, 3, AnnotationAction.Submit, "noise");
        Events.Publish(Happening.LabelsArrived, project.Id);

        var last = await ReadAsync(project, takesLast: true);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var next = await ReadAsync(project, takesLast: true);

        Assert.Equal((before.Agreement.Annotations, before.Agreement.Annotations + 1), (last.Agreement.Annotations, next.Agreement.Annotations));
    }

    [Fact]
    public async Task Filter_ByEachPart_CountsTheAnswersThatFitAndAllThatWasSaidOfTheirItems()
    {
        var project = await VotedAsync();

        var byPerson = await ReadAsync(project, filter: new VoteFilter(Person: project.Annotator.Id));
        var byLabel = await ReadAsync(project, filter: new VoteFilter(Label: project.Labels["water"]));
        var later = await ReadAsync(project, filter: new VoteFilter(From: new DateOnly(2026, 3, 13)));
        var elsewhere = await ReadAsync(project, filter: new VoteFilter(Import: 999));

        Assert.Equal((3, 6), (byPerson.Activity!.Periods.Sum(period => period.Annotations), byPerson.Agreement.Annotations));
        Assert.Equal([project.Annotator.Id], byPerson.Activity.People.Select(person => person.Person.Id));
        // Water was given three times, on the second and the third item, which have two answers each.
        Assert.Equal((3, 4), (byLabel.Activity!.Periods.Sum(period => period.Annotations), byLabel.Agreement.Annotations));
        Assert.Null(later.Activity);
        Assert.Null(elsewhere.Activity);
    }

    [Fact]
    public async Task Activity_EachCell_HasExactlyItsItems()
    {
        var project = await VotedAsync();
        var view = await ReadAsync(project);
        var activity = view.Activity!;

        Assert.Equal("day", activity.Unit);
        foreach (var period in activity.Periods)
            for (var at = 0; at < activity.People.Count; at++)
                Assert.Equal(period.ByPerson[at].Annotations, await CountAsync(project, new VoteFilter(period.From, period.To, activity.People[at].Person.Id)));
        foreach (var person in activity.People)
            for (var label = 0; label < view.Labels.Count; label++)
                Assert.Equal(person.ByLabel[label], await CountAsync(project, new VoteFilter(Person: person.Person.Id, Label: project.Labels[view.Labels[label].Name])));
        Assert.Equal((3, 3), (activity.Periods[0].OverlappingItems, view.Agreement.OverlappingItems));
        Assert.Equal(view.Agreement.KrippendorffAlpha.Value, activity.Periods[0].KrippendorffAlpha.Value);
    }

    [Fact]
    public async Task Understand_NotADayOrALabel_NamesTheField()
    {
        var project = await VotedAsync();

        Assert.Equal("from", (await Desk.UnderstandAsync(Lead(project), project.Id, new QualityQuery { From = "12.3." }, CancellationToken.None)).Problem!.Field);
        Assert.Equal("given", (await Desk.UnderstandAsync(Lead(project), project.Id, new QualityQuery { Given = "trees" }, CancellationToken.None)).Problem!.Field);
        Assert.Equal(
            new VoteFilter(new DateOnly(2026, 3, 12), null, 7, project.Labels["water"], 3),
            (await Desk.UnderstandAsync(Lead(project), project.Id, new QualityQuery { From = "2026-03-12", Person = 7, Given = "Water", Batch = 3 }, CancellationToken.None)).Value);
    }

    public void Dispose() => _host.Dispose();

    private static Caller Lead(SeededProject project) => SeededProject.CallerOf(project.Lead);

    private static async Task PutAsync(HttpClient client, SeededProject project, int item, string label)
    {
        using var body = new StringContent($$"""{"itemId":{{project.Items[item]}},"action":"submit","labels":["{{label}}"],"elapsedMs":1000}""", null, "application/json");
        (await client.PutAsync($"/api/v1/projects/{project.Id}/annotations/{Guid.CreateVersion7()}", body)).EnsureSuccessStatusCode();
    }

    private async Task<QualityView> ReadAsync(SeededProject project, bool takesLast = false, VoteFilter? filter = null) =>
        (await Desk.ReadAsync(Lead(project), project.Id, filter ?? VoteFilter.Everything, takesLast, CancellationToken.None)).Value!;

    private async Task<int> CountAsync(SeededProject project, VoteFilter filter) =>
        (await Desk.ListAsync(Lead(project), project.Id, new SplitFilter(Votes: filter, ShowsAll: true), 1, CancellationToken.None)).Value!.Total;

    private async Task<SeededProject> VotedAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b", "c", "d");
        foreach (var (item, lead, annotator) in new[] { (0, "roads", "roads"), (1, "roads", "water"), (2, "water", "water") })
        {
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, lead);
            await project.DecideAsync(project.Annotator, item, AnnotationAction.Submit, annotator);
        }

        return project;
    }
}
