using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Rules;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Rules;

public sealed class RuleChangeDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    private RuleChangeDesk Desk => _host.Services.GetRequiredService<RuleChangeDesk>();

    [Fact]
    public async Task AddAsync_RulesServe_ANewVersionKnowsThePatternAndServes()
    {
        var project = await MakeAsync();

        var added = await AddAsync(project, "roads", "pot* hole");
        var champion = await Eventually.BecomesAsync(
            () => _host.Services.GetRequiredService<ModelShelf>().ChampionAsync(project.Id, CancellationToken.None), model => model!.Version == 2);

        Assert.True(added.IsDone);
        var row = champion!.Predict(["The potty hole is deep"], CancellationToken.None)[0].ToArray();
        Assert.Equal(project.Labels["roads"], champion.LabelIds[Array.IndexOf(row, row.Max())]);
        Assert.True(row.Max() > .9);
        Assert.Equal(1, await project.ReadAsync(db => db.Activity.CountAsync(entry => entry.ProjectId == project.Id && entry.What == "rules-changed")));
    }

    [Fact]
    public async Task AddAsync_AnotherTierServes_QueuesNothing()
    {
        var project = await MakeAsync();
        var store = _host.Services.GetRequiredService<StudioStore>();
        await store.WriteAsync(db => db.ModelVersions.Where(model => model.ProjectId == project.Id).ExecuteUpdate(set => set.SetProperty(model => model.Tier, ModelTier.Regression)), CancellationToken.None);

        await AddAsync(project, "roads", "pothole");

        Assert.Equal(0, await project.ReadAsync(db => db.TrainingRuns.CountAsync(run => run.ProjectId == project.Id)));
    }

    [Fact]
    public async Task AddAsync_ThereAlready_IsRefused()
    {
        var project = await MakeAsync();
        await AddAsync(project, "roads", "pothole");

        var twice = await AddAsync(project, "roads", " POTHOLE ");
        var name = await AddAsync(project, "roads", "Roads");

        Assert.Equal(("pattern", ProblemKind.Conflict), (twice.Problem!.Field, twice.Problem.Kind));
        Assert.Equal(("pattern", ProblemKind.Conflict), (name.Problem!.Field, name.Problem.Kind));
        Assert.Equal(["pothole"], await PatternsAsync(project, "roads"));
    }

    [Fact]
    public async Task AddAsync_Archived_IsRefused()
    {
        var project = await MakeAsync();
        await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(Lead(project), project.Id, new ProjectPatch(State: ProjectState.Archived), CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, (await AddAsync(project, "roads", "pothole")).Problem!.Kind);
    }

    [Fact]
    public async Task RemoveAsync_Once_GoesAndTwiceIsNotThere()
    {
        var project = await MakeAsync();
        await AddAsync(project, "roads", "pothole");

        var first = await Desk.RemoveAsync(Lead(project), project.Id, project.Labels["roads"], "pothole", CancellationToken.None);
        var second = await Desk.RemoveAsync(Lead(project), project.Id, project.Labels["roads"], "pothole", CancellationToken.None);

        Assert.True(first.IsDone);
        Assert.Equal(ProblemKind.NotFound, second.Problem!.Kind);
        Assert.Empty(await PatternsAsync(project, "roads"));
    }

    [Fact]
    public async Task ReplaceAsync_OneOfThemWrong_ChangesNothingAndNamesIt()
    {
        var project = await MakeAsync();
        await AddAsync(project, "roads", "pothole");

        var outcome = await ReplaceAsync(project, new RuleInput("roads", "kerb*"), new RuleInput("roads", "*kerb"));
        var unknown = await ReplaceAsync(project, new RuleInput("fire", "kerb"));

        Assert.Equal("rules[1].pattern", outcome.Problem!.Field);
        Assert.StartsWith("Rule 2: A * cannot begin a word", outcome.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("rules[0].label", unknown.Problem!.Field);
        Assert.Equal(["pothole"], await PatternsAsync(project, "roads"));
    }

    [Fact]
    public async Task ReplaceAsync_TenThousand_AreKeptAndOneMoreIsRefused()
    {
        var project = await MakeAsync();
        var rules = Enumerable.Range(0, 10_000).Select(at => new RuleInput(at % 2 == 0 ? "roads" : "water", $"w{at}x * end")).ToArray();

        var kept = await ReplaceAsync(project, rules);
        var refused = await ReplaceAsync(project, [.. rules, new RuleInput("roads", "one more")]);
        var added = await AddAsync(project, "roads", "one more");

        Assert.True(kept.IsDone);
        Assert.All([refused.Problem!, added.Problem!], problem => Assert.Contains("10,000", problem.Message, StringComparison.Ordinal));
        Assert.Equal(5_000, (await PatternsAsync(project, "water")).Count);
    }

    [Fact]
    public async Task LabelsEdited_PatternsStay()
    {
        var project = await MakeAsync();
        await AddAsync(project, "roads", "pothole");
        LabelInput[] labels = [new("streets", ["lane"], Id: project.Labels["roads"]), new("water"), new("noise")];

        await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(Lead(project), project.Id, new ProjectPatch(Labels: labels), CancellationToken.None);

        Assert.Equal(["pothole"], await PatternsAsync(project, "roads"));
    }

    public void Dispose() => _host.Dispose();

    private static Caller Lead(SeededProject project) => SeededProject.CallerOf(project.Lead);

    private Task<SeededProject> MakeAsync() => SeededProject.MakeAsync(_host, ProjectTask.Single, "a pothole", "a kerb");

    private Task<Outcome<Done>> AddAsync(SeededProject project, string label, string pattern) =>
        Desk.AddAsync(Lead(project), project.Id, project.Labels[label], pattern, CancellationToken.None);

    private Task<Outcome<Done>> ReplaceAsync(SeededProject project, params RuleInput[] rules) =>
        Desk.ReplaceAsync(Lead(project), project.Id, new RulesInput(rules), CancellationToken.None);

    private static Task<List<string>> PatternsAsync(SeededProject project, string label)
    {
        var id = project.Labels[label];
        return project.ReadAsync(db => db.Labels.Where(row => row.Id == id).Select(row => row.Patterns).SingleAsync());
    }
}
