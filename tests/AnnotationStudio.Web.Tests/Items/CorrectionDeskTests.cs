using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Items;

public sealed class CorrectionDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    private CorrectionDesk Desk => _host.Services.GetRequiredService<CorrectionDesk>();

    [Fact]
    public async Task CorrectAsync_LabelledItem_SettlesItAndKeepsTheOthersDecision()
    {
        var project = await SeedAsync(ProjectTask.Single, "a", "b");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");

        var outcome = await CorrectAsync(project, project.Lead, 0, "water");

        Assert.True(outcome.IsDone);
        Assert.Equal([project.Labels["water"]], (await project.ItemAsync(0)).Consensus!);
        var counts = await project.ProjectAsync();
        Assert.Equal((1, 0, 2), (counts.LabelledCount, counts.SkippedCount, counts.LabelsSinceTraining));
        Assert.Equal(2, await project.ReadAsync(db => db.Annotations.CountAsync(decision => decision.IsCurrent)));
    }

    [Fact]
    public async Task CorrectAsync_Twice_SupersedesTheLeadsFormerDecision()
    {
        var project = await SeedAsync(ProjectTask.Single, "a");

        await CorrectAsync(project, project.Lead, 0, "water");
        await CorrectAsync(project, project.Lead, 0, "noise");

        var decisions = await project.ReadAsync(db => db.Annotations.OrderBy(decision => decision.Sequence).ToListAsync());
        Assert.Equal([false, true], decisions.Select(decision => decision.IsCurrent));
        Assert.Equal(decisions[0].Sequence, decisions[1].Supersedes);
        Assert.Equal([project.Labels["noise"]], (await project.ItemAsync(0)).Consensus!);
    }

    [Fact]
    public async Task CorrectAsync_OpenItem_LeavesTheQueue()
    {
        var project = await SeedAsync(ProjectTask.Multi, "a");

        await CorrectAsync(project, project.Lead, 0);

        Assert.Equal(ItemState.Labelled, (await project.ItemAsync(0)).State);
        Assert.Empty((await project.ItemAsync(0)).Consensus!);
        Assert.Equal(0, await project.ReadAsync(db => db.Queue.CountAsync()));
    }

    [Theory]
    [InlineData()]
    [InlineData("roads", "water")]
    [InlineData("fire")]
    public async Task CorrectAsync_WrongLabels_ChangesNothing(params string[] labels)
    {
        var project = await SeedAsync(ProjectTask.Single, "a");

        var outcome = await CorrectAsync(project, project.Lead, 0, labels);

        Assert.Equal((ProblemKind.Invalid, "labels"), (outcome.Problem!.Kind, outcome.Problem.Field));
        Assert.Equal(0, await project.ReadAsync(db => db.Annotations.CountAsync()));
    }

    [Fact]
    public async Task CorrectAsync_Annotator_IsRefused()
    {
        var project = await SeedAsync(ProjectTask.Single, "a");

        var outcome = await CorrectAsync(project, project.Annotator, 0, "roads");

        Assert.Equal(ProblemKind.Forbidden, outcome.Problem!.Kind);
    }

    [Theory]
    [InlineData(AnnotationAction.Skip)]
    [InlineData(AnnotationAction.Flag)]
    public async Task ReturnAsync_PassedByItem_StandsInTheQueueAgain(AnnotationAction action)
    {
        var project = await SeedAsync(ProjectTask.Single, "a", "b");
        await project.DecideAsync(project.Annotator, 1, action);

        var outcome = await Desk.ReturnAsync(SeededProject.CallerOf(project.Lead), project.Id, [project.Items[1]], CancellationToken.None);

        Assert.Equal(1, outcome.Value);
        Assert.Equal(ItemState.Open, (await project.ItemAsync(1)).State);
        Assert.Equal(0, (await project.ProjectAsync()).SkippedCount);
        // A ranking that began before may have taken its place away for a moment.
        await Eventually.BecomesAsync(() => project.ReadAsync(db => db.Queue.ToListAsync()), queue => queue.Exists(entry => entry.ItemId == project.Items[1] && entry.OpenSlots == 1));
        Assert.False(await project.ReadAsync(db => db.Assignments.AnyAsync(assignment => assignment.State == AssignmentState.Done)));
        Assert.Equal(AnnotationAction.Undo, await project.ReadAsync(db => db.Annotations.OrderBy(decision => decision.Sequence).Select(decision => decision.Action).LastAsync()));
    }

    [Fact]
    public async Task ReturnAllAsync_ManyPassedBy_LeavesNone()
    {
        var project = await SeedAsync(ProjectTask.Single, [.. Enumerable.Range(0, 130).Select(at => $"text {at}")]);
        for (var at = 0; at < 120; at++)
            await project.DecideAsync(project.Annotator, at, AnnotationAction.Skip);

        var outcome = await Desk.ReturnAllAsync(SeededProject.CallerOf(project.Lead), project.Id, CancellationToken.None);

        Assert.Equal(120, outcome.Value);
        Assert.Equal(0, (await project.ProjectAsync()).SkippedCount);
        Assert.Equal(130, await project.ReadAsync(db => db.Queue.CountAsync(entry => entry.OpenSlots == 1)));
    }

    public void Dispose() => _host.Dispose();

    private Task<SeededProject> SeedAsync(ProjectTask task, params string[] texts) => SeededProject.MakeAsync(_host, task, texts);

    private Task<Outcome<Done>> CorrectAsync(SeededProject project, Person person, int item, params string[] labels) =>
        Desk.CorrectAsync(SeededProject.CallerOf(person), project.Id, project.Items[item], new Correction(labels), CancellationToken.None);
}
