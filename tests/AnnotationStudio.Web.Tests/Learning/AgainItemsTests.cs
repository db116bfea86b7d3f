using AnnotationStudio.Data;
using AnnotationStudio.Web.Demo;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class AgainItemsTests : IDisposable
{
    private static readonly Dictionary<string, string> Truth = HelpDesk.Messages().ToDictionary(message => message.Text, message => message.Label);
    private readonly StudioHost _host = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Round_OneAnswerInEightIsWrong_ASecondPersonIsAskedAboutDoubtfulOnesWhereTheProjectSaysSo(bool labelAgain)
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000, AuditShare: 0, LabelAgain: labelAgain));
        var first = await MemberAsync(project);
        var wrong = new HashSet<long>();
        for (var at = 0; at < 96; at += 16)
            foreach (var (given, place) in (await ClaimAsync(project, first, 16)).Select((given, place) => (given, place)))
                await AnswerAsync(project, first, given, place % 8 == 7 ? wrong : null);
        await RoundAsync(project);

        var queued = await ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project.Id && db.Items.Any(item => item.Id == entry.ItemId && item.State == ItemState.Labelled))
            .OrderBy(entry => entry.Rank).Select(entry => new { entry.ItemId, entry.Reason, entry.OpenSlots }).ToListAsync());

        if (!labelAgain)
        {
            Assert.Empty(queued);
            return;
        }

        Assert.NotEmpty(queued);
        Assert.All(queued, entry => Assert.StartsWith("One more opinion is worth more than a new item: one person has labelled it and the model ", entry.Reason, StringComparison.Ordinal));
        // One in eight is wrong, and of those that are asked about again more.
        Assert.True(queued.Count(entry => wrong.Contains(entry.ItemId)) * 8 > queued.Count, $"{queued.Count} queued, {queued.Count(entry => wrong.Contains(entry.ItemId))} of {wrong.Count} wrong.");
        var second = await MemberAsync(project);
        var held = new List<GivenItem>();
        while (held.All(given => given.Item.Id != queued[0].ItemId) && await ClaimAsync(project, second, 50, held) is { Count: > 0 } more)
            held.AddRange(more);
        Assert.Null(held.Single(given => given.Item.Id == queued[0].ItemId).Suggestion);
        Assert.DoesNotContain((await ClaimAsync(project, first, 50)).Select(given => given.Item.Id), queued.Select(entry => entry.ItemId).Contains);
    }

    [Fact]
    public async Task Create_SeveralLabelsAnItem_IsRefusedWithTheRemedy()
    {
        var outcome = await _host.Services.GetRequiredService<ProjectDesk>().CreateAsync(
            Caller.Owner, new NewProject("Tags", ProjectTask.Multi, [new LabelInput("One"), new LabelInput("Two")], null, new SettingsInput(LabelAgain: true)), CancellationToken.None);

        Assert.Equal("settings.labelAgain", outcome.Problem?.Field);
    }

    public void Dispose() => _host.Dispose();

    private async Task<Caller> MemberAsync(SampleProject project)
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        await Store.WriteAsync(
            db =>
            {
                db.Memberships.Add(new Membership { ProjectId = project.Id, PersonId = person.Id, Role = Role.Annotator });
                db.SaveChanges();
            },
            CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.PeopleChanged, 0);
        return new Caller(person.Id, Role.Annotator);
    }

    private async Task<IReadOnlyList<GivenItem>> ClaimAsync(SampleProject project, Caller caller, int count, IReadOnlyList<GivenItem>? held = null) =>
        (await _host.Services.GetRequiredService<AssignmentDesk>().ClaimNextAsync(caller, project.Id, count, [.. (held ?? []).Select(given => given.AssignmentId)], CancellationToken.None)).Value!;

    private async Task AnswerAsync(SampleProject project, Caller caller, GivenItem given, HashSet<long>? wrong)
    {
        var label = Truth[given.Item.Text];
        if (wrong is not null)
        {
            wrong.Add(given.Item.Id);
            label = project.View.Labels.First(other => other.Name != label).Name;
        }

        var sent = new Submission(given.Item.Id, given.AssignmentId, "submit", [label], null, 900, null);
        Assert.True((await _host.Services.GetRequiredService<AnnotationDesk>().SubmitAsync(caller, project.Id, Guid.CreateVersion7(), sent, CancellationToken.None)).IsDone);
    }

    private async Task RoundAsync(SampleProject project)
    {
        var id = await Store.WriteAsync(db => LabelLedger.QueueRound(db, project.Id, ModelTier.Regression, null, TimeProvider.System.GetUtcNow()).Id, CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.RunChanged, project.Id);
        var run = await Eventually.BecomesAsync(() => ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == id)), row => row.State is not (RunState.Queued or RunState.Running), 300);
        Assert.Equal(RunState.Succeeded, run.State);
    }

    private StudioStore Store => _host.Services.GetRequiredService<StudioStore>();

    private async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await Store.ReadAsync(CancellationToken.None);
        return await read(db);
    }
}
