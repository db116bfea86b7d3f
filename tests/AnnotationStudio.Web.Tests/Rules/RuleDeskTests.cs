using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Web.Features.Rules;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Rules;

public sealed class RuleDeskTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "pothole on our roads", "A deep pothole again", "potholes, three of them", "burst pipe and a pothole",
        "water everywhere", "burst pipes again", "a burst main", "music at night", "loud party", "barking dog", "drilling early",
        "roads closed", "a pothole nobody labelled",
    ];

    private readonly StudioHost _host = new();

    private RuleDesk Desk => _host.Services.GetRequiredService<RuleDesk>();

    private RuleChangeDesk Changes => _host.Services.GetRequiredService<RuleChangeDesk>();

    [Fact]
    public async Task ReadAsync_NamesAndPatterns_AreCountedOnTextsAndOnLabelledItems()
    {
        var project = await LabelledAsync();
        await Changes.AddAsync(Lead(project), project.Id, project.Labels["roads"], "  pothole* ", CancellationToken.None);

        var book = (await Desk.ReadAsync(Lead(project), project.Id, CancellationToken.None)).Value!;

        Assert.Equal(new SampleSize(13, 13, 11, 11), book.Sample);
        Assert.True(book.AreServing);
        Assert.Equal(1, book.Patterns);
        var roads = book.Labels.Single(label => label.Name == "roads").Rules;
        Assert.Equal([("roads", RuleKind.Name, 2, 1, 1), ("pothole*", RuleKind.Pattern, 5, 4, 3)], roads.Select(rule => (rule.Words, rule.Kind, rule.InPool, rule.Found, rule.Right)));
        Assert.Equal((1, 1), (roads[1].Mistakes, roads[1].Overlaps));
        Assert.Equal(.75, roads[1].Precision!.Value.Value);
        Assert.Null(book.Labels.Single(label => label.Name == "noise").Rules[0].Precision);
    }

    [Fact]
    public async Task TryAsync_BeforeSaving_ShowsCountsMistakesAndWhatMatched()
    {
        var project = await LabelledAsync();

        var trial = (await TryAsync(project, "pothole")).Value!;

        Assert.Equal((5, 4, 3), (trial.Line.InPool, trial.Line.Found, trial.Line.Right));
        Assert.Equal(("burst pipe and a ", "pothole", ""), trial.Mistakes.Select(it => (it.Before, it.Match, it.After)).Single());
        Assert.Equal(["water"], trial.Mistakes[0].Labels);
        Assert.Equal(["pothole", "pothole", "potholes"], trial.RightOnes.Select(it => it.Match).Order());
        Assert.Equal("a pothole nobody labelled", string.Concat(trial.Others.Select(it => it.Before + it.Match + it.After)));
        Assert.False(trial.IsKnown);
        Assert.Equal(0, (await Desk.ReadAsync(Lead(project), project.Id, CancellationToken.None)).Value!.Patterns);
    }

    [Theory]
    [InlineData(null, "needs a word")]
    [InlineData("* *", "nothing but *")]
    [InlineData("neu*ral", "inside a word")]
    [InlineData("!?", "no word")]
    public async Task TryAndAdd_BadPattern_SaysWhatIsWrong(string? pattern, string words)
    {
        var project = await LabelledAsync();

        var trial = await TryAsync(project, pattern);
        var added = await Changes.AddAsync(Lead(project), project.Id, project.Labels["roads"], pattern, CancellationToken.None);

        Assert.All([trial.Problem!, added.Problem!], problem => Assert.Equal(("pattern", ProblemKind.Invalid), (problem.Field, problem.Kind)));
        Assert.Contains(words, trial.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains(words, added.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditItems_AreNeverCountedShownOrLearnedFrom()
    {
        var project = await LabelledAsync();
        var store = _host.Services.GetRequiredService<StudioStore>();
        await store.WriteAsync(db => db.Items.Where(item => item.Id == project.Items[3]).ExecuteUpdate(set => set.SetProperty(item => item.IsAudit, true)), CancellationToken.None);

        var trial = (await TryAsync(project, "pothole")).Value!;

        Assert.Equal((4, 3, 3), (trial.Line.InPool, trial.Line.Found, trial.Line.Right));
        Assert.Equal((12, 10), (trial.Sample.Texts, trial.Sample.Labelled));
        Assert.Empty(trial.Mistakes);
    }

    [Fact]
    public async Task TryAsync_AfterAnErasure_NoLongerShowsTheText()
    {
        var project = await LabelledAsync();
        await TryAsync(project, "pothole");
        var store = _host.Services.GetRequiredService<StudioStore>();
        await store.WriteAsync(db => db.Items.Where(item => item.Id == project.Items[12]).ExecuteUpdate(set => set.SetProperty(item => item.State, ItemState.Erased).SetProperty(item => item.Text, "")), CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.ItemsChanged, project.Id);

        var trial = (await TryAsync(project, "pothole")).Value!;

        Assert.Equal(4, trial.Line.InPool);
        Assert.Empty(trial.Others);
    }

    [Fact]
    public async Task TryAsync_AnotherLabelHasTheSame_IsAllowedAndSaid()
    {
        var project = await LabelledAsync();
        await Changes.AddAsync(Lead(project), project.Id, project.Labels["water"], "pothole", CancellationToken.None);

        var trial = (await TryAsync(project, "Pothole")).Value!;
        var added = await Changes.AddAsync(Lead(project), project.Id, project.Labels["roads"], "pothole", CancellationToken.None);

        Assert.Equal(["water"], trial.AlsoOf);
        Assert.False(trial.IsKnown);
        Assert.True(added.IsDone);
    }

    [Fact]
    public async Task SuggestAsync_LabelledItems_SuggestWhatNoRuleFinds_AndNoMoreOnceAdded()
    {
        var project = await LabelledAsync();

        var first = (await Desk.SuggestAsync(Lead(project), project.Id, CancellationToken.None)).Value!;
        await Changes.AddAsync(Lead(project), project.Id, first[0].LabelId, first[0].Words, CancellationToken.None);
        var second = (await Desk.SuggestAsync(Lead(project), project.Id, CancellationToken.None)).Value!;

        Assert.Equal(("burst", "water", 3), (first[0].Words, first[0].Label, first[0].Fresh));
        Assert.DoesNotContain(second, rule => rule.Words == first[0].Words);
    }

    [Fact]
    public async Task EveryCall_Annotator_IsRefused()
    {
        var project = await LabelledAsync();
        var annotator = SeededProject.CallerOf(project.Annotator);

        Assert.Equal(ProblemKind.Forbidden, (await Desk.ReadAsync(annotator, project.Id, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.LabelsAsync(annotator, project.Id, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.SuggestAsync(annotator, project.Id, CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Desk.TryAsync(annotator, project.Id, project.Labels["roads"], "a", CancellationToken.None)).Problem!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Changes.AddAsync(annotator, project.Id, project.Labels["roads"], "a b", CancellationToken.None)).Problem!.Kind);
    }

    [Fact]
    public async Task TryAsync_LabelOfAnotherProject_IsNotThere()
    {
        var (project, other) = (await LabelledAsync(), await SeededProject.MakeAsync(_host, ProjectTask.Single, "a"));

        var trial = await Desk.TryAsync(Lead(project), project.Id, other.Labels["roads"], "pothole", CancellationToken.None);
        var added = await Changes.AddAsync(Lead(project), project.Id, other.Labels["roads"], "pothole", CancellationToken.None);

        Assert.All([trial.Problem!, added.Problem!], problem => Assert.Equal(ProblemKind.NotFound, problem.Kind));
    }

    [Fact]
    public async Task ReadAsync_NoItems_IsEmptyNotAnError()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Multi);

        var book = (await Desk.ReadAsync(Lead(project), project.Id, CancellationToken.None)).Value!;

        Assert.Equal(new SampleSize(0, 0, 0, 0), book.Sample);
        Assert.Empty((await Desk.SuggestAsync(Lead(project), project.Id, CancellationToken.None)).Value!);
        Assert.Equal(0, (await TryAsync(project, "pothole")).Value!.Line.InPool);
    }

    [Fact]
    public async Task ReadAsync_MoreTextsThanTheSample_CountsTheSampleAndSaysSo()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, [.. Enumerable.Range(0, 20_010).Select(at => $"pothole {at}")]);

        var book = (await Desk.ReadAsync(Lead(project), project.Id, CancellationToken.None)).Value!;
        var trial = (await TryAsync(project, "pothole")).Value!;

        Assert.Equal(new SampleSize(20_000, 20_010, 0, 0), book.Sample);
        Assert.Equal(20_000, trial.Line.InPool);
        Assert.Null(trial.Line.Precision);
    }

    public void Dispose() => _host.Dispose();

    private static Caller Lead(SeededProject project) => SeededProject.CallerOf(project.Lead);

    private Task<Outcome<RuleTrial>> TryAsync(SeededProject project, string? pattern) => Desk.TryAsync(Lead(project), project.Id, project.Labels["roads"], pattern, CancellationToken.None);

    // All but the last two are labelled; "burst pipe and a pothole" is water.
    private async Task<SeededProject> LabelledAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, Texts);
        string[] labels = ["roads", "roads", "roads", "water", "water", "water", "water", "noise", "noise", "noise", "noise"];
        for (var item = 0; item < labels.Length; item++)
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, labels[item]);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.LabelsArrived, project.Id);
        return project;
    }
}
