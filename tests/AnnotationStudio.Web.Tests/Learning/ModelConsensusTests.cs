using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>The consensus in which a model has a say, chosen by a project of real messages.</summary>
public sealed class ModelConsensusTests : IDisposable
{
    private const int Each = 140;      // items that one person alone answered
    private const int Disputed = 20;   // items on which the first is wrong and the second right
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Setting_ModelAssisted_TrainingSeesWhatTheModelAndOneOfTwoSay()
    {
        var (project, items) = await AnsweredAsync();
        var (first, second) = (await _host.AddPersonAsync(Role.Annotator), await _host.AddPersonAsync(Role.Annotator));
        var disputed = items.Skip(2 * Each).Take(Disputed).ToList();
        await project.LabelAsync(disputed, first.Id, wrong: disputed.ToHashSet());
        await project.LabelAsync(disputed, second.Id);
        await ApplyAsync(project);
        var byHeads = await RightAsync(project, disputed);

        await ChooseAsync(project);

        // Of two who differ heads take the first; the model, which has not seen the item, mostly sides with who is right.
        Assert.Equal(0, byHeads);
        Assert.InRange(await Eventually.BecomesAsync(() => RightAsync(project, disputed), right => right >= Disputed * 3 / 4), Disputed * 3 / 4, Disputed);
        var view = (await _host.Services.GetRequiredService<QualityDesk>().ReadAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!;
        Assert.Equal(("model-assisted", "model-assisted"), (view.Consensus!.Setting, view.Consensus.InForce));
    }

    [Fact]
    public async Task Apply_ModelAssistedWithoutOverlap_EveryItemStaysWhatItsOnePersonSaid()
    {
        var (project, items) = await AnsweredAsync();
        await ChooseAsync(project);

        await ApplyAsync(project);

        Assert.Equal(2 * Each, await RightAsync(project, items.Take(2 * Each)));
    }

    [Fact]
    public async Task Apply_ModelAssistedTooFewToLearnFrom_WeighsPeopleAlone()
    {
        var project = await SampleProject.CreateAsync(_host);
        var people = new[] { await _host.AddPersonAsync(Role.Annotator), await _host.AddPersonAsync(Role.Annotator), await _host.AddPersonAsync(Role.Annotator) };
        foreach (var person in people)
            await project.LabelAsync(project.Items.Take(10), person.Id, wrong: person == people[0] ? project.Items.Take(3).ToHashSet() : null);
        await ChooseAsync(project);

        await ApplyAsync(project);

        Assert.Equal(10, await RightAsync(project, project.Items.Take(10)));
    }

    public void Dispose() => _host.Dispose();

    // Two people who never answered the same item.
    private async Task<(SampleProject Project, IReadOnlyList<long> Items)> AnsweredAsync()
    {
        var project = await SampleProject.CreateAsync(_host);
        var items = project.Items;
        await project.LabelAsync(items.Take(Each), (await _host.AddPersonAsync(Role.Annotator)).Id);
        await project.LabelAsync(items.Skip(Each).Take(Each), (await _host.AddPersonAsync(Role.Annotator)).Id);
        return (project, items);
    }

    private async Task ChooseAsync(SampleProject project) =>
        Assert.True((await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(Caller.Owner, project.Id, new ProjectPatch(Settings: new SettingsInput(Consensus: "model-assisted")), CancellationToken.None)).IsDone);

    private async Task ApplyAsync(SampleProject project)
    {
        using var turn = await _host.Services.GetRequiredService<PoolKeeper>().TakeTurnAsync(CancellationToken.None);
        await _host.Services.GetRequiredService<ConsensusWork>().ApplyAsync(project.Id, CancellationToken.None);
    }

    // As training reads them.
    private async Task<int> RightAsync(SampleProject project, IEnumerable<long> items)
    {
        await using var db = await _host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        var read = LabelledItems.Read(db, project.Id);
        var labels = read.Training.ToDictionary(row => row.Item, row => read.LabelIds[row.Labels.Single()]);
        return items.Count(item => project.View.Labels.Single(label => label.Id == labels[item]).Name == project.TruthOf(item));
    }
}
