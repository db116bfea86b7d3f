using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Projects;

/// <summary>Changes that are taken back.</summary>
public sealed partial class LabelChangeDeskTests
{
    [Fact]
    public async Task Merge_ThenUndo_LabelsAreByteIdentical()
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);

        var change = await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));
        var merged = await SnapshotAsync(project);
        await UndoAsync(project, change.Id);

        Assert.Equal(before, await SnapshotAsync(project));
        Assert.Equal(before.Annotations, merged.Annotations);
        Assert.NotEqual(before.Items, merged.Items);
    }

    [Fact]
    public async Task Undo_DecidedSince_IsSettledByWhatPeopleSay()
    {
        var project = await LabelledAsync();
        var change = await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));
        await project.DecideAsync(project.Annotator, 5, AnnotationAction.Submit, "water");
        await _host.Services.GetRequiredService<CorrectionDesk>().CorrectAsync(Lead(project), project.Id, project.Items[1], new Correction(["noise"]), CancellationToken.None);

        await UndoAsync(project, change.Id);

        Assert.Equal([project.Labels["water"]], (await project.ItemAsync(5)).Consensus!);
        Assert.Equal([project.Labels["noise"]], (await project.ItemAsync(1)).Consensus!);
        Assert.Equal([project.Labels["water"]], (await project.ItemAsync(2)).Consensus!);
    }

    [Fact]
    public async Task Merge_OfAMergedLabel_FollowsTheChain_AndIsUndoneInReverse()
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);
        var first = await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));
        var second = await ApplyAsync(project, new(LabelChangeKind.Merge, "roads", Into: "noise"));

        var tooSoon = await Desk.UndoAsync(Lead(project), project.Id, first.Id, CancellationToken.None);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(project.ItemAsync)), item => Assert.Equal([project.Labels["noise"]], item.Consensus!));
        Assert.Equal(ProblemKind.Conflict, tooSoon.Problem!.Kind);
        await UndoAsync(project, second.Id);
        await UndoAsync(project, first.Id);
        Assert.Equal(before, await SnapshotAsync(project));
    }

    [Fact]
    public async Task Undo_LabelsEditedSince_KeepsTheEdits()
    {
        var project = await LabelledAsync();
        var change = await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db => db.Labels.Where(label => label.Id == project.Labels["roads"]).ExecuteUpdate(set => set.SetProperty(label => label.Aliases, ["water", "streets"])), CancellationToken.None);

        await UndoAsync(project, change.Id);

        Assert.Equal(["streets"], (await project.ReadAsync(db => db.Labels.SingleAsync(label => label.Id == project.Labels["roads"]))).Aliases);
    }

    [Fact]
    public async Task Split_ThenUndo_LabelsAreByteIdentical()
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);

        var change = await ApplyAsync(project, new(LabelChangeKind.Split, "water", Targets: [new("leak", ["burst*"]), new("flood")], Rest: "flood"));
        Assert.DoesNotContain($"[{project.Labels["water"]}]", (await SnapshotAsync(project)).Items, StringComparison.Ordinal);
        await UndoAsync(project, change.Id);

        var after = await SnapshotAsync(project);
        Assert.Equal((before.Items, before.Labelled), (after.Items, after.Labelled));
        Assert.StartsWith(before.Annotations, after.Annotations, StringComparison.Ordinal);
        Assert.All(await project.ReadAsync(db => db.Labels.Where(label => label.Name == "leak" || label.Name == "flood").ToListAsync()), label => Assert.NotNull(label.RetiredAt));
    }
}
