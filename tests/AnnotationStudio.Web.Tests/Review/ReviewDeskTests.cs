using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Review;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Review;

public sealed class ReviewDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task ReadAsync_DisputedAndFlagged_AreThereWithTheirReasonsAndCounts()
    {
        var scene = await MakeAsync("a", "b", "c");
        await scene.SayAsync(0, "roads", "water");
        await scene.SayAsync(1, "noise", "noise");
        await scene.Project.DecideAsync(scene.Project.Annotator, 2, AnnotationAction.Flag, "unclear", []);
        scene.Publish();

        var view = await scene.ReadAsync();

        Assert.Equal(2, view.Total);
        Assert.Equal(scene.Project.Items[2], view.Current!.Id);
        Assert.Equal("unclear", view.Current.Said.Single().Comment);
        Assert.Equal([(ReviewReason.Flagged, 1), (ReviewReason.Disputed, 1)], view.Reasons.Where(choice => choice.Items > 0).Select(choice => (choice.Value, choice.Items)));
        Assert.Equal([("roads", 1), ("water", 1)], view.Labels.Select(choice => (choice.Value, choice.Items)));
        Assert.Equal(new AgreementCount(2, 1, 0), view.Agreement);
    }

    [Fact]
    public async Task ReadAsync_AuditItems_AreInNoListOfDoubtsButStandFlaggedWithoutAModelsWord()
    {
        var scene = await MakeAsync("a", "b");
        await scene.SayAsync(0, "roads", "water");
        await scene.Project.DecideAsync(scene.Project.Annotator, 1, AnnotationAction.Flag);
        await scene.ReserveAsync(0);
        await scene.ReserveAsync(1);
        scene.Publish();

        var view = await scene.ReadAsync();

        Assert.Equal(1, view.Total);
        Assert.Equal((scene.Project.Items[1], true), (view.Current!.Id, view.Current.IsAudit));
        Assert.Null(view.Current.Model);
        Assert.Equal(0, view.Agreement.Items);
        var refusal = await scene.Settlements.AddExampleAsync(scene.Lead, scene.Project.Id, scene.Project.Items[1], "roads", CancellationToken.None);
        Assert.Equal(ProblemKind.Conflict, refusal.Problem!.Kind);
    }

    [Fact]
    public async Task ReadAsync_TwoPeopleOrTwoLabels_LeaveExactlyTheirItems()
    {
        var scene = await MakeAsync("a", "b", "c");
        await scene.SayAsync(0, "roads", "water");
        await scene.SayAsync(1, "roads", "noise");
        await scene.Project.DecideAsync(scene.Project.Annotator, 2, AnnotationAction.Submit, "roads");
        await scene.Project.DecideAsync(scene.Project.Lead, 2, AnnotationAction.Submit, "water");
        scene.Publish();

        var people = await scene.ReadAsync(new ReviewFilter(Person: scene.Project.Annotator.Id, Other: scene.Other.Id));
        var labels = await scene.ReadAsync(new ReviewFilter(Label: "roads", Against: "water"));
        var person = await scene.ReadAsync(new ReviewFilter(Person: scene.Project.Lead.Id));

        Assert.Equal((2, 2, 1), (people.Matching, labels.Matching, person.Matching));
        Assert.Equal(1, people.Labels.Single(choice => choice.Value == "water").Items);
        Assert.Equal(ProblemKind.Invalid, (await scene.Queue.ReadAsync(scene.Lead, scene.Project.Id, new(Label: "fire"), [], null, CancellationToken.None)).Problem!.Kind);
    }

    [Fact]
    public async Task SettleAsync_Disputed_LeavesTheQueueAndUndoBringsItBackByteForByte()
    {
        var scene = await MakeAsync("a", "b");
        await scene.SayAsync(0, "roads", "water");
        var before = await scene.Project.ItemAsync(0);

        var settled = await scene.SettleAsync(0, "noise", "It is the drill that bothers them.");

        Assert.Equal([scene.Project.Labels["noise"]], (await scene.Project.ItemAsync(0)).Consensus!);
        var view = await scene.ReadAsync();
        Assert.Equal((0, new AgreementCount(1, 0, 1)), (view.Total, view.Agreement));
        var row = await scene.Project.ReadAsync(db => db.Annotations.SingleAsync(decision => decision.IsAdjudication));
        Assert.Equal((scene.Project.Lead.Id, "It is the drill that bothers them."), (row.AnnotatorId, row.Comment));

        Assert.True((await scene.Settlements.TakeBackAsync(scene.Lead, scene.Project.Id, settled.Key, CancellationToken.None)).IsDone);
        Assert.True((await scene.Settlements.TakeBackAsync(scene.Lead, scene.Project.Id, settled.Key, CancellationToken.None)).IsDone);

        var after = await scene.Project.ItemAsync(0);
        Assert.Equal((before.State, before.LabelledAt), (after.State, after.LabelledAt));
        Assert.Equal(before.Consensus!, after.Consensus!);
        Assert.Equal(1, (await scene.ReadAsync()).Total);
        Assert.Equal(1, await scene.Project.ReadAsync(db => db.Annotations.CountAsync(decision => decision.Action == AnnotationAction.Undo)));
    }

    [Fact]
    public async Task SettleAsync_WithoutLabels_KeepsThoseItHas()
    {
        var scene = await MakeAsync("a", "b");
        await scene.SayAsync(0, "water", "roads");
        await scene.Project.DecideAsync(scene.Project.Annotator, 1, AnnotationAction.Flag);

        Assert.Equal(["water"], (await scene.SettleAsync(0, null)).Labels);
        var refusal = await scene.Settlements.SettleAsync(scene.Lead, scene.Project.Id, scene.Project.Items[1], new Settlement(), CancellationToken.None);

        Assert.Equal((ProblemKind.Conflict, "labels"), (refusal.Problem!.Kind, refusal.Problem.Field));
    }

    [Fact]
    public async Task FlagAsync_ByALead_LeavesTheItemToAnotherWhoSettlesIt()
    {
        var scene = await MakeAsync("a", "b");
        await scene.SayAsync(0, "water", "roads");
        await scene.SettleAsync(1, "noise");

        var flagged = await FlagAsync(0, "Ask the water works.");
        await FlagAsync(1, null);

        var item = await scene.Project.ItemAsync(0);
        Assert.Equal(ItemState.Flagged, item.State);
        Assert.Null(item.Consensus);
        Assert.Equal(ItemState.Flagged, (await scene.Project.ItemAsync(1)).State);
        var view = await scene.ReadAsync();
        Assert.Equal((2, new AgreementCount(1, 0, 0)), (view.Total, view.Agreement));
        Assert.Equal("Ask the water works.", view.Current!.Said.Single(said => said.Action == AnnotationAction.Flag).Comment);
        await scene.SettleAsync(0, "water");
        Assert.Equal([scene.Project.Labels["water"]], (await scene.Project.ItemAsync(0)).Consensus!);
        Assert.Equal(1, (await scene.ReadAsync()).Total);
        Assert.True((await scene.Settlements.TakeBackAsync(scene.Lead, scene.Project.Id, flagged.Key, CancellationToken.None)).IsDone);
        Assert.Equal(ItemState.Labelled, (await scene.Project.ItemAsync(0)).State);

        async Task<Settled> FlagAsync(int at, string? comment)
        {
            var outcome = await scene.Settlements.FlagAsync(scene.Lead, scene.Project.Id, scene.Project.Items[at], comment, CancellationToken.None);
            Assert.True(outcome.IsDone, outcome.Problem?.Message);
            return outcome.Value;
        }
    }

    [Fact]
    public async Task TakeBackAsync_Flag_MakesTheItemWhatItWas()
    {
        var scene = await MakeAsync("a");
        await scene.SayAsync(0, "water", "roads");
        var before = await scene.Project.ItemAsync(0);

        var flagged = await scene.Settlements.FlagAsync(scene.Lead, scene.Project.Id, scene.Project.Items[0], null, CancellationToken.None);
        await scene.Settlements.TakeBackAsync(scene.Lead, scene.Project.Id, flagged.Value!.Key, CancellationToken.None);

        var after = await scene.Project.ItemAsync(0);
        Assert.Equal(before.State, after.State);
        Assert.Equal(before.Consensus!, after.Consensus!);
    }

    [Fact]
    public async Task SettleAsync_LeadWhoVotedBefore_KeepsTheVote()
    {
        var scene = await MakeAsync("a");
        await scene.SayAsync(0, "water", "roads");
        await scene.Project.DecideAsync(scene.Project.Lead, 0, AnnotationAction.Submit, "noise");

        await scene.SettleAsync(0, "roads");

        Assert.Equal(2, await scene.Project.ReadAsync(db => db.Annotations.CountAsync(decision => decision.AnnotatorId == scene.Project.Lead.Id && decision.IsCurrent)));
    }

    [Fact]
    public async Task EveryCall_Annotator_IsRefused()
    {
        var scene = await MakeAsync("a");
        var annotator = SeededProject.CallerOf(scene.Project.Annotator);

        Assert.Equal(ProblemKind.Forbidden, (await scene.Queue.ReadAsync(annotator, scene.Project.Id, new(), [], null, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await scene.Queue.ListAsync(annotator, scene.Project.Id, new(), 0, 10, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await scene.Settlements.SettleAsync(annotator, scene.Project.Id, scene.Project.Items[0], new(["roads"]), CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await scene.Settlements.TakeBackAsync(annotator, scene.Project.Id, Guid.NewGuid(), CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await scene.Errors.AskAsync(annotator, scene.Project.Id, CancellationToken.None)).Problem!.Kind);
    }

    [Fact]
    public async Task AddExampleAsync_Text_StandsUnderItsLabelInTheGuidelines()
    {
        var scene = await MakeAsync("A *leak* on <main> street");

        Assert.True((await scene.Settlements.AddExampleAsync(scene.Lead, scene.Project.Id, scene.Project.Items[0], "water", CancellationToken.None)).IsDone);

        Assert.Equal("## water\n\n> A \\*leak\\* on \\<main\\> street\n", (await scene.Project.ProjectAsync()).Guidelines);
    }

    [Fact]
    public async Task Search_LabelsWithErrors_FindsThemAndCountsWhatIsWorked()
    {
        var project = await SampleProject.CreateAsync(_host, new(RetrainAfter: 100_000));
        await project.LabelAsync(project.Items.Take(240));
        var lead = new Caller((await _host.AddPersonAsync(Role.Admin)).Id, Role.Admin);
        var store = _host.Services.GetRequiredService<StudioStore>();
        var wrong = await TurnAsync(store, project, 20);
        var desk = _host.Services.GetRequiredService<ErrorSearchDesk>();

        await desk.AskAsync(lead, project.Id, CancellationToken.None);
        var found = await Eventually.BecomesAsync(async () => (await desk.ReadAsync(lead, project.Id, CancellationToken.None)).Value!, view => view is { Found: not null, Search: null } or { Problem: not null }, 120);

        Assert.Null(found.Problem);
        Assert.Equal(240, found.Found!.Items);
        Assert.InRange(20, found.Found.Low, found.Found.High);
        var suspects = _host.Services.GetRequiredService<ErrorShelf>().Find(project.Id)!.Suspects;
        // One or two by chance; of so few short texts a model knows little.
        Assert.True(suspects.Take(20).Count(suspect => wrong.Contains(suspect.Item)) >= 6, $"{suspects.Take(20).Count(suspect => wrong.Contains(suspect.Item))} of the first 20 are errors.");
        Assert.True(File.Exists(Path.Combine(_host.Folder, "features", $"{project.Id}.errors")));

        var settlements = _host.Services.GetRequiredService<SettlementDesk>();
        var first = suspects.First(suspect => wrong.Contains(suspect.Item));
        var truth = await store.ReadAsync(CancellationToken.None);
        var name = await truth.Labels.Where(label => label.Id == first.Likely[0]).Select(label => label.Name).SingleAsync();
        var corrected = await settlements.SettleAsync(lead, project.Id, first.Item, new Settlement([name]), CancellationToken.None);
        await settlements.SettleAsync(lead, project.Id, suspects.First(suspect => suspect != first).Item, new Settlement(), CancellationToken.None);
        Assert.Equal((2, 1), (await desk.ReadAsync(lead, project.Id, CancellationToken.None)).Value!.Found!.Worked is var worked ? (worked.Worked, worked.Errors) : default);
        await settlements.TakeBackAsync(lead, project.Id, corrected.Value!.Key, CancellationToken.None);
        Assert.Equal((1, 0), (await desk.ReadAsync(lead, project.Id, CancellationToken.None)).Value!.Found!.Worked is var left ? (left.Worked, left.Errors) : default);
        await truth.DisposeAsync();
    }

    [Fact]
    public async Task Search_FirstLook_BeginsByItselfAndACancelledOneWaitsForTheNextRound()
    {
        var project = await SampleProject.CreateAsync(_host, new(RetrainAfter: 100_000));
        await project.LabelAsync(project.Items.Take(60));
        var (work, searches) = (_host.Services.GetRequiredService<ErrorSearchWork>(), _host.Services.GetRequiredService<ErrorSearches>());
        var (desk, shelf) = (_host.Services.GetRequiredService<ErrorSearchDesk>(), _host.Services.GetRequiredService<ErrorShelf>());
        await work.AfterRoundAsync(project.Id, CancellationToken.None);
        Assert.Equal((null, null), (searches.StateOf(project.Id), shelf.Find(project.Id)));

        Assert.NotNull((await desk.ReadAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!.Search);
        await desk.CancelAsync(Caller.Owner, project.Id, CancellationToken.None);
        await Eventually.BecomesAsync(() => desk.ReadAsync(Caller.Owner, project.Id, CancellationToken.None), errors => errors.Value!.Search is null, 60);
        Assert.Null(shelf.Find(project.Id));

        await work.AfterRoundAsync(project.Id, CancellationToken.None);
        var found = await Eventually.BecomesAsync(() => Task.FromResult(shelf.Find(project.Id)), found => found is not null, 120);
        Assert.Equal(60, found!.Items);
        Assert.False(shelf.IsLookedAt(project.Id));
    }

    [Fact]
    public async Task Search_TooFewLabels_SaysSo()
    {
        var scene = await MakeAsync("a", "b");
        await scene.SayAsync(0, "roads", "roads");

        await scene.Errors.AskAsync(scene.Lead, scene.Project.Id, CancellationToken.None);
        var view = await Eventually.BecomesAsync(async () => (await scene.Errors.ReadAsync(scene.Lead, scene.Project.Id, CancellationToken.None)).Value!, errors => errors.Problem is not null, 60);

        Assert.Contains("Label some more first", view.Problem, StringComparison.Ordinal);
        Assert.Null(view.Found);
    }

    public void Dispose() => _host.Dispose();

    private Task<ReviewScene> MakeAsync(params string[] texts) => ReviewScene.MakeAsync(_host, ProjectTask.Single, texts);

    // Some of the labels, every twelfth, become the next label's: as if their people had slipped.
    private static Task<HashSet<long>> TurnAsync(StudioStore store, SampleProject project, int count) => store.WriteAsync(
        db =>
        {
            var labels = db.Labels.Where(label => label.ProjectId == project.Id).OrderBy(label => label.Position).Select(label => label.Id).ToList();
            var items = db.Items.AsTracking().Where(item => item.ProjectId == project.Id && item.State == ItemState.Labelled).OrderBy(item => item.Id).ToList()
                .Where((_, at) => at % 12 == 0).Take(count).ToList();
            items.ForEach(item => item.Consensus = [labels[(labels.IndexOf(item.Consensus!.Single()) + 1) % labels.Count]]);
            db.SaveChanges();
            return items.Select(item => item.Id).ToHashSet();
        },
        CancellationToken.None);
}
