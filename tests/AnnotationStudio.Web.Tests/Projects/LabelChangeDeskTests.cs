using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Projects;

public sealed partial class LabelChangeDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    private LabelChangeDesk Desk => _host.Services.GetRequiredService<LabelChangeDesk>();

    [Fact]
    public async Task Merge_CountsAsTheOther_AndAnswersStay()
    {
        var project = await LabelledAsync();

        var change = await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));

        Assert.Equal((3, "Merged “water” into “roads”"), (change.Items, change.Words));
        Assert.Equal([project.Labels["roads"]], (await project.ItemAsync(1)).Consensus!);
        Assert.Equal(2, await project.ReadAsync(db => db.Annotations.CountAsync(row => row.ProjectId == project.Id && row.Labels.Contains(project.Labels["water"]) && row.ItemId == project.Items[1])));
        var quality = (await _host.Services.GetRequiredService<QualityDesk>().ReadAsync(Lead(project), project.Id, CancellationToken.None)).Value!;
        Assert.Empty(quality.Confusion);
        var labels = await project.ReadAsync(db => db.Labels.Where(label => label.ProjectId == project.Id).ToDictionaryAsync(label => label.Name));
        Assert.NotNull(labels["water"].RetiredAt);
        Assert.Equal(["water"], labels["roads"].Aliases);
    }

    [Fact]
    public async Task Merge_LaterAnswersByTheFormerLabel_CountAsTheOther()
    {
        var project = await LabelledAsync();
        await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));

        // Sent from a page that was opened before.
        await project.DecideAsync(project.Annotator, 5, AnnotationAction.Submit, "water");

        Assert.Equal([project.Labels["roads"]], (await project.ItemAsync(5)).Consensus!);
    }

    [Fact]
    public async Task Split_ByPattern_SettlesWhatMatchesAndAsksForTheRest()
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);

        var change = await ApplyAsync(project, new(LabelChangeKind.Split, "water", Targets: [new("leak", ["burst*"]), new("flood", ["flood*"])]));

        var names = await project.ReadAsync(db => db.Labels.Where(label => label.ProjectId == project.Id).ToDictionaryAsync(label => label.Name, label => label.Id));
        Assert.Equal([names["leak"]], (await project.ItemAsync(1)).Consensus!);
        Assert.Equal([names["flood"]], (await project.ItemAsync(2)).Consensus!);
        var rest = await project.ItemAsync(3);
        Assert.Equal((ItemState.Open, true), (rest.State, rest.Consensus is null));
        // Where it stands is the strategy's, which may have ranked the queue anew by now.
        Assert.True(await project.ReadAsync(db => db.Queue.AnyAsync(entry => entry.ItemId == rest.Id && entry.OpenSlots > 0)));
        Assert.Equal(before.Labelled - 1, (await project.ProjectAsync()).LabelledCount);
        // Who was asked can be asked again.
        await project.DecideAsync(project.Lead, 3, AnnotationAction.Flag);

        await UndoAsync(project, change.Id);

        Assert.Equal([project.Labels["water"]], (await project.ItemAsync(1)).Consensus!);
        Assert.Equal([project.Labels["water"]], (await project.ItemAsync(2)).Consensus!);
    }

    [Fact]
    public async Task Split_AuditItems_AlwaysGoToPeople()
    {
        var project = await LabelledAsync();
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(db => db.Items.Where(item => item.Id == project.Items[1]).ExecuteUpdate(set => set.SetProperty(item => item.IsAudit, true)), CancellationToken.None);
        var input = new LabelChangeInput(LabelChangeKind.Split, "water", Targets: [new("leak", ["burst*"]), new("flood")], Rest: "flood");

        var preview = (await Desk.PreviewAsync(Lead(project), project.Id, input, CancellationToken.None)).Value!;
        await ApplyAsync(project, input);

        Assert.Equal((3, 1), (preview.Items, preview.Relabelled));
        Assert.DoesNotContain(preview.Examples, example => example.Item == project.Items[1]);
        Assert.Equal(ItemState.Open, (await project.ItemAsync(1)).State);
    }

    [Fact]
    public async Task Retire_WithItems_KeepsWhatPeopleSaid_OrAsksAnew()
    {
        var project = await LabelledAsync();
        var kept = await ApplyAsync(project, new(LabelChangeKind.Retire, "noise"));
        Assert.Equal([project.Labels["noise"]], (await project.ItemAsync(4)).Consensus!);
        await UndoAsync(project, kept.Id);

        await ApplyAsync(project, new(LabelChangeKind.Retire, "noise", Relabel: true));

        Assert.Equal(ItemState.Open, (await project.ItemAsync(4)).State);
        Assert.Equal(0, await project.ReadAsync(db => db.Assignments.CountAsync(row => row.ItemId == project.Items[4])));
    }

    [Fact]
    public async Task Retire_Outvoted_IsMissedByNobody()
    {
        var project = await LabelledAsync();
        await project.DecideAsync(project.Admin, 4, AnnotationAction.Submit, "roads");

        await ApplyAsync(project, new(LabelChangeKind.Retire, "roads", Relabel: true));

        Assert.Equal((ItemState.Labelled, project.Labels["noise"]), ((await project.ItemAsync(4)).State, (await project.ItemAsync(4)).Consensus![0]));
    }

    [Fact]
    public async Task RenameAndParent_TouchNoItem_AndFollowTheName()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Multi, "a");
        await ApplyAsync(project, new(LabelChangeKind.Parent, "roads", Parent: "noise"));
        var renamed = await ApplyAsync(project, new(LabelChangeKind.Rename, "noise", To: "sound"));

        var labels = await project.ReadAsync(db => db.Labels.Where(label => label.ProjectId == project.Id).ToDictionaryAsync(label => label.Name));
        Assert.Equal(["sound"], labels["roads"].Parents);
        Assert.Equal(["noise"], labels["sound"].Aliases);
        await UndoAsync(project, renamed.Id);
        Assert.Equal(["noise"], (await project.ReadAsync(db => db.Labels.SingleAsync(label => label.Id == project.Labels["roads"]))).Parents);
        var circle = await Desk.ApplyAsync(Lead(project), project.Id, new(LabelChangeKind.Parent, "noise", Parent: "roads"), CancellationToken.None);
        Assert.Equal("parent", circle.Problem!.Field);
    }

    public static TheoryData<LabelChangeInput, string> Refused => new()
    {
        { new(LabelChangeKind.Merge, "water", Into: "water"), "into" },
        { new(LabelChangeKind.Merge, "water", Into: "trees"), "into" },
        { new(LabelChangeKind.Merge, null, Into: "water"), "label" },
        { new(LabelChangeKind.Rename, "water", To: "Roads"), "to" },
        { new(LabelChangeKind.Rename, "water", To: "a|b"), "to" },
        { new(LabelChangeKind.Split, "water", Targets: [new("leak")]), "targets" },
        { new(LabelChangeKind.Split, "water", Targets: [new("leak", ["*x"]), new("flood")]), "targets[0].patterns" },
        { new(LabelChangeKind.Split, "water", Targets: [new("leak"), new("water")]), "targets[1].name" },
        { new(LabelChangeKind.Split, "water", Targets: [new("leak"), new("flood")], Rest: "roads"), "rest" },
        { new(LabelChangeKind.Parent, "water", Parent: "roads"), "parent" },
        { new(LabelChangeKind.Edit, "water"), "kind" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Apply_BadContent_NamesTheFieldAndChangesNothing(LabelChangeInput input, string field)
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);

        var applied = await Desk.ApplyAsync(Lead(project), project.Id, input, CancellationToken.None);
        var previewed = await Desk.PreviewAsync(Lead(project), project.Id, input, CancellationToken.None);

        Assert.Equal((field, field), (applied.Problem!.Field, previewed.Problem!.Field));
        Assert.Equal(before, await SnapshotAsync(project));
    }

    [Fact]
    public async Task Preview_Merge_CountsWhatChangesAndWritesNothing()
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);

        var preview = (await Desk.PreviewAsync(Lead(project), project.Id, new(LabelChangeKind.Merge, "water", Into: "roads"), CancellationToken.None)).Value!;

        Assert.Equal((3, 0, 5, 1), (preview.Items, preview.Relabelled, preview.Answers, preview.Models));
        Assert.Contains("v1 goes on", preview.Model, StringComparison.Ordinal);
        Assert.All(preview.Examples, example => Assert.Equal("water > roads", $"{string.Join(',', example.Before)} > {string.Join(',', example.After)}"));
        Assert.Equal(before, await SnapshotAsync(project));
    }

    [Fact]
    public async Task All_ByRole_AreForLeadsOfThisProject()
    {
        var project = await LabelledAsync();
        var other = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a");
        var input = new LabelChangeInput(LabelChangeKind.Merge, "water", Into: "roads");
        var annotator = SeededProject.CallerOf(project.Annotator);

        Assert.Equal(ProblemKind.Forbidden, (await Desk.ApplyAsync(annotator, project.Id, input, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.PreviewAsync(annotator, project.Id, input, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.ListAsync(annotator, project.Id, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.UndoAsync(annotator, project.Id, 1, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await Desk.ApplyAsync(Lead(other), project.Id, input, CancellationToken.None)).Problem!.Kind);
        var change = await ApplyAsync(project, input);
        Assert.Equal(ProblemKind.NotFound, (await Desk.UndoAsync(Lead(other), other.Id, change.Id, CancellationToken.None)).Problem!.Kind);
    }

    [Fact]
    public async Task Patch_MergedLabel_IsRefused_AndEditsAreHistory()
    {
        var project = await LabelledAsync();
        await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads", KeepName: false));
        var projects = _host.Services.GetRequiredService<ProjectDesk>();

        var back = await projects.UpdateAsync(Lead(project), project.Id, new ProjectPatch(Labels: [new("roads"), new("noise"), new("water")]), CancellationToken.None);
        await projects.UpdateAsync(Lead(project), project.Id, new ProjectPatch(Labels: [new("roads"), new("noise"), new("trees")]), CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, back.Problem!.Kind);
        var history = (await Desk.ListAsync(Lead(project), project.Id, CancellationToken.None)).Value!;
        Assert.Equal(["Added “trees”", "Merged “water” into “roads”"], history.Select(change => change.Words));
        Assert.Equal(project.Lead.DisplayName, history[0].Person);
    }

    [Fact]
    public async Task Champion_TrainedBefore_AnswersInTheMergedLabels()
    {
        var project = await LabelledAsync();
        var shelf = _host.Services.GetRequiredService<ModelShelf>();
        var before = (await shelf.ChampionAsync(project.Id, CancellationToken.None))!;
        var text = new[] { "water on the roads" };
        var own = before.Predict(text, CancellationToken.None);
        var (roads, water) = (before.LabelIds.ToList().IndexOf(project.Labels["roads"]), before.LabelIds.ToList().IndexOf(project.Labels["water"]));

        await ApplyAsync(project, new(LabelChangeKind.Merge, "water", Into: "roads"));
        var after = (await shelf.VersionAsync(project.Id, 1, CancellationToken.None))!;

        Assert.Equal([project.Labels["roads"], project.Labels["noise"]], after.LabelIds);
        Assert.Equal(own[0][roads] + own[0][water], after.Predict(text, CancellationToken.None)[0][0], 6);
        Assert.Equal(2, after.Model.Labels.Count);
        Assert.NotEmpty(after.Model.Explain(text[0], 0));
    }

    [Fact]
    public async Task Resume_CutOff_IsFinishedAtTheNextStart()
    {
        var project = await LabelledAsync();
        var before = await SnapshotAsync(project);
        // As a crash right after the first write leaves it.
        var id = await _host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                var change = new LabelChange { ProjectId = project.Id, Kind = LabelChangeKind.Merge, LabelId = project.Labels["water"], IntoId = project.Labels["roads"], Maps = true, Words = "Merged", Cut = 1_000, Reached = 0, PersonId = project.Lead.Id, At = DateTimeOffset.UnixEpoch };
                db.LabelChanges.Add(change);
                db.SaveChanges();
                return change.Id;
            },
            CancellationToken.None);

        var resumed = await _host.Services.GetRequiredService<LabelChangeWork>().ResumeAsync(CancellationToken.None);

        Assert.Equal([project.Id], resumed);
        Assert.Equal([project.Labels["roads"]], (await project.ItemAsync(1)).Consensus!);
        await UndoAsync(project, id);
        Assert.Equal(before, await SnapshotAsync(project));
    }

    public void Dispose() => _host.Dispose();

    private static Caller Lead(SeededProject project) => SeededProject.CallerOf(project.Lead);

    private async Task<LabelChangeView> ApplyAsync(SeededProject project, LabelChangeInput input)
    {
        var outcome = await Desk.ApplyAsync(Lead(project), project.Id, input, CancellationToken.None);
        Assert.True(outcome.IsDone, outcome.Problem?.Message);
        return outcome.Value;
    }

    private async Task UndoAsync(SeededProject project, int changeId)
    {
        var outcome = await Desk.UndoAsync(Lead(project), project.Id, changeId, CancellationToken.None);
        Assert.True(outcome.IsDone, outcome.Problem?.Message);
    }

    // Everything that says what items are labelled as, as it lies in the file.
    private static Task<Snapshot> SnapshotAsync(SeededProject project) => project.ReadAsync(async db =>
    {
        var items = await db.Database.SqlQuery<string>($"""SELECT "Id" || '|' || "State" || '|' || IFNULL("Consensus", '-') || '|' || IFNULL("LabelledAt", '-') AS "Value" FROM "Items" WHERE "ProjectId" = {project.Id} ORDER BY "Id" """).ToListAsync();
        var annotations = await db.Database.SqlQuery<string>($"""SELECT "Sequence" || '|' || "Labels" || '|' || "Action" || '|' || "IsCurrent" || '|' || "IsAdjudication" AS "Value" FROM "Annotations" WHERE "ProjectId" = {project.Id} ORDER BY "Sequence" """).ToListAsync();
        var labels = await db.Labels.Where(label => label.ProjectId == project.Id).OrderBy(label => label.Id).ToListAsync();
        return new Snapshot(string.Join('\n', items), string.Join('\n', annotations), JsonSerializer.Serialize(labels), await db.Projects.Where(row => row.Id == project.Id).Select(row => row.LabelledCount).SingleAsync());
    });

    // One item of roads, three of water on one of which the other person says roads, one of noise; one is open.
    private async Task<SeededProject> LabelledAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "pothole", "a burst main", "flooded cellar", "no water", "loud music", "something else");
        await project.DecideAsync(project.Lead, 0, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Lead, 1, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Annotator, 1, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Lead, 2, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Annotator, 2, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Admin, 2, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Lead, 3, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Lead, 4, AnnotationAction.Submit, "noise");
        await project.DecideAsync(project.Annotator, 4, AnnotationAction.Submit, "noise");
        return project;
    }

    private sealed record Snapshot(string Items, string Annotations, string Labels, int Labelled);
}
