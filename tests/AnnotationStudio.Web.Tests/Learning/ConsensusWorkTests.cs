using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class ConsensusWorkTests : IDisposable
{
    private const int Common = 30;      // items that all five answered
    private const int Outvoted = 30;    // the item on which one who knows stands against two who guess
    private const int Alone = 31;       // an item with one answer
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Apply_DawidSkene_TrainingSeesWhatTheOneWhoKnowsSays()
    {
        var project = await VotedAsync();
        await ApplyAsync(project);
        var byHeads = await TrainingLabelAsync(project, Outvoted);

        await ChooseAsync(project, "dawid-skene");
        await ApplyAsync(project);

        Assert.Equal(("noise", "roads"), (byHeads, await TrainingLabelAsync(project, Outvoted)));
        Assert.Equal("noise", await TrainingLabelAsync(project, Alone));
        var view = (await _host.Services.GetRequiredService<QualityDesk>().ReadAsync(SeededProject.CallerOf(project.Lead), project.Id, CancellationToken.None)).Value!;
        Assert.Equal(new ConsensusView("dawid-skene", "dawid-skene", "Chosen in the settings."), view.Consensus);
    }

    [Fact]
    public async Task Apply_MajorityAgain_EveryItemCountsAsBefore()
    {
        var project = await VotedAsync();
        var before = await ConsensusAsync(project);
        await ChooseAsync(project, "dawid-skene");
        await ApplyAsync(project);
        var weighed = await ConsensusAsync(project);

        await ChooseAsync(project, "majority");
        await ApplyAsync(project);

        Assert.NotEqual(before, weighed);
        Assert.Equal(before, await ConsensusAsync(project));
    }

    [Fact]
    public async Task Apply_SettledByALeadOrGold_StaysAsItIs()
    {
        var project = await VotedAsync();
        await _host.Services.GetRequiredService<CorrectionDesk>().CorrectAsync(SeededProject.CallerOf(project.Lead), project.Id, project.Items[Outvoted], new Correction(["water"]), CancellationToken.None);
        await FixAsync(project, 0, "water");
        await ChooseAsync(project, "dawid-skene");

        await ApplyAsync(project);

        Assert.Equal("water", await TrainingLabelAsync(project, Outvoted));
        Assert.Equal([project.Labels["water"]], (await project.ItemAsync(0)).Consensus!);
    }

    [Fact]
    public async Task Apply_AnsweredSince_IsLeftToTheNextPass()
    {
        var project = await VotedAsync();
        await ChooseAsync(project, "dawid-skene");
        await ApplyAsync(project);

        await project.DecideAsync(project.Admin, Outvoted, AnnotationAction.Submit, "noise");
        var between = await TrainingLabelAsync(project, Outvoted);
        await ApplyAsync(project);

        Assert.Equal("noise", between);
        Assert.Equal("roads", await TrainingLabelAsync(project, Outvoted));
    }

    [Fact]
    public async Task Apply_LabelsMergedAndTakenBack_CountsAsTheMergedLabelAndThenAsBefore()
    {
        var project = await VotedAsync();
        await ChooseAsync(project, "dawid-skene");
        await ApplyAsync(project);
        var before = await ConsensusAsync(project);
        var labels = _host.Services.GetRequiredService<LabelChangeDesk>();

        var merge = (await labels.ApplyAsync(SeededProject.CallerOf(project.Lead), project.Id, new LabelChangeInput(LabelChangeKind.Merge, "roads", Into: "water"), CancellationToken.None)).Value!;
        await ApplyAsync(project);
        var merged = await TrainingLabelAsync(project, Outvoted);
        Assert.True((await labels.UndoAsync(SeededProject.CallerOf(project.Lead), project.Id, merge.Id, CancellationToken.None)).IsDone);
        await ApplyAsync(project);

        Assert.Equal("water", merged);
        Assert.Equal(before, await ConsensusAsync(project));
    }

    [Fact]
    public async Task Setting_Chosen_IsAppliedWithoutARound()
    {
        var project = await VotedAsync();

        var answer = await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(
            SeededProject.CallerOf(project.Lead), project.Id, new ProjectPatch(Settings: new SettingsInput(Consensus: "dawid-skene")), CancellationToken.None);

        Assert.Equal("dawid-skene", answer.Value!.Settings.Consensus);
        Assert.Equal("roads", await Eventually.BecomesAsync(() => TrainingLabelAsync(project, Outvoted), label => label == "roads"));
    }

    [Fact]
    public async Task Setting_ThatThereIsNot_IsRefusedWithThoseThereAre()
    {
        var project = await VotedAsync();

        var answer = await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(
            SeededProject.CallerOf(project.Lead), project.Id, new ProjectPatch(Settings: new SettingsInput(Consensus: "oracle")), CancellationToken.None);

        Assert.Equal("settings.consensus", answer.Problem!.Field);
        Assert.Contains("dawid-skene", answer.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Automatic_LittleOverlap_CountsHeadsAndSaysWhy()
    {
        var project = await VotedAsync();

        var view = (await _host.Services.GetRequiredService<QualityDesk>().ReadAsync(SeededProject.CallerOf(project.Lead), project.Id, CancellationToken.None)).Value!;

        Assert.Equal(("automatic", "majority"), (view.Consensus!.Setting, view.Consensus.InForce));
        Assert.StartsWith("31 items have two answers or more, by 5 people with 31 such answers each on average. From 200 items", view.Consensus.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    // Three people are right, two say "noise" whatever they read.
    private async Task<SeededProject> VotedAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, [.. Enumerable.Range(0, Alone + 1).Select(item => $"text {item}")]);
        Person[] good = [project.Lead, project.Annotator, await _host.AddPersonAsync(Role.Annotator)];
        Person[] poor = [await _host.AddPersonAsync(Role.Annotator), await _host.AddPersonAsync(Role.Annotator)];
        string[] labels = ["roads", "water", "noise"];
        for (var item = 0; item < Common; item++)
        {
            foreach (var person in good)
                await project.DecideAsync(person, item, AnnotationAction.Submit, labels[item % 3]);
            foreach (var person in poor)
                await project.DecideAsync(person, item, AnnotationAction.Submit, "noise");
        }

        await project.DecideAsync(good[0], Outvoted, AnnotationAction.Submit, "roads");
        foreach (var person in poor)
            await project.DecideAsync(person, Outvoted, AnnotationAction.Submit, "noise");
        await project.DecideAsync(poor[0], Alone, AnnotationAction.Submit, "noise");
        return project;
    }

    private Task FixAsync(SeededProject project, int item, string label) => _host.Services.GetRequiredService<StudioStore>().WriteAsync(
        db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            db.GoldItems.Add(new GoldItem { ItemId = project.Items[item], ProjectId = project.Id, Kind = GoldKind.Hidden, Labels = [project.Labels[label]], PersonId = project.Lead.Id, CreatedAt = now });
            db.SaveChanges();
            LabelLedger.Settle(db, project.Id, project.Items[item], now);
        },
        CancellationToken.None);

    private Task ChooseAsync(SeededProject project, string consensus) => _host.Services.GetRequiredService<StudioStore>().WriteAsync(
        db =>
        {
            var row = db.Projects.AsTracking().Single(one => one.Id == project.Id);
            row.Settings = row.Settings with { Consensus = consensus };
            db.SaveChanges();
        },
        CancellationToken.None);

    private async Task ApplyAsync(SeededProject project)
    {
        using var turn = await _host.Services.GetRequiredService<PoolKeeper>().TakeTurnAsync(CancellationToken.None);
        await _host.Services.GetRequiredService<ConsensusWork>().ApplyAsync(project.Id, CancellationToken.None);
    }

    private static async Task<string> TrainingLabelAsync(SeededProject project, int item)
    {
        var read = await project.ReadAsync(db => Task.FromResult(LabelledItems.Read(db, project.Id)));
        var labels = read.Training.Single(row => row.Item == project.Items[item]).Labels;
        return project.Labels.Single(label => label.Value == read.LabelIds[labels.Single()]).Key;
    }

    private static Task<string> ConsensusAsync(SeededProject project) => project.ReadAsync(async db => string.Join(
        '\n', (await db.Items.Where(item => item.ProjectId == project.Id).OrderBy(item => item.Id).Select(item => item.Consensus).ToListAsync()).Select(labels => string.Join(',', labels ?? []))));
}
