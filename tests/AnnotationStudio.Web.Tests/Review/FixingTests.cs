using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Review;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Review;

/// <summary>Errors put into people's labels, and a lead who works the front of the queue: the whole way through the host. The load driver measures the same with thousands.</summary>
public sealed class FixingTests : IDisposable
{
    private const int Audit = 80;
    private const int EveryWrong = 10;
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Fix_FrontOfTheQueue_HoldsTheErrorsAndTheEffectIsTold()
    {
        var (project, wrong) = await LabelledAsync();
        await RoundAsync(project);
        var errors = _host.Services.GetRequiredService<ErrorSearchDesk>();
        await errors.AskAsync(Caller.Owner, project.Id, CancellationToken.None);
        await Eventually.BecomesAsync(() => ReadAsync(errors, project), view => view is { Search: null, Found: not null }, 300);

        var front = (await _host.Services.GetRequiredService<ReviewDesk>().ListAsync(Caller.Owner, project.Id, new ReviewFilter(), 0, wrong.Count, CancellationToken.None)).Value!;
        var lead = new Caller((await _host.AddPersonAsync(Role.Admin)).Id, Role.Admin);
        foreach (var row in front.Items)
            Assert.True((await _host.Services.GetRequiredService<SettlementDesk>().SettleAsync(lead, project.Id, row.ItemId, new Settlement([project.TruthOf(row.ItemId)]), CancellationToken.None)).IsDone);
        await RoundAsync(project);

        var hits = front.Items.Count(row => wrong.Contains(row.ItemId));
        Assert.True(hits >= .7 * wrong.Count, $"{hits} errors among the first {front.Items.Count}; {wrong.Count} were made.");
        var found = (await ReadAsync(errors, project)).Found!;
        Assert.Equal((front.Items.Count, hits), (found.Worked.Worked, found.Worked.Errors));
        Assert.True(found.Effect!.After!.Version > found.Effect.Before.Version);
        Assert.Equal(Audit, found.Effect.After.Items);
    }

    public void Dispose() => _host.Dispose();

    private async Task<(SampleProject Project, HashSet<long> Wrong)> LabelledAsync()
    {
        var project = await SampleProject.CreateAsync(_host, new(RetrainAfter: 100_000), Audit);
        var annotator = await _host.AddPersonAsync(Role.Annotator);
        var wrong = project.Items.Skip(Audit).Where((_, at) => at % EveryWrong == 0).ToHashSet();
        await project.LabelAsync(project.Items.Take(Audit));
        await project.LabelAsync(project.Items.Skip(Audit), annotator.Id, wrong);
        return (project, wrong);
    }

    private static async Task<ErrorsView> ReadAsync(ErrorSearchDesk errors, SampleProject project) => (await errors.ReadAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!;

    private async Task RoundAsync(SampleProject project)
    {
        var store = _host.Services.GetRequiredService<StudioStore>();
        var id = await store.WriteAsync(db => LabelLedger.QueueRound(db, project.Id, ModelTier.Regression, null, TimeProvider.System.GetUtcNow()).Id, CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.RunChanged, project.Id);
        var run = await Eventually.BecomesAsync(
            async () =>
            {
                await using var db = await store.ReadAsync(CancellationToken.None);
                return await db.TrainingRuns.SingleAsync(row => row.Id == id);
            },
            row => row.State is not (RunState.Queued or RunState.Running), 300);
        Assert.Equal(RunState.Succeeded, run.State);
    }
}
