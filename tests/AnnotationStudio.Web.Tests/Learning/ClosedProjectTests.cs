using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>What a round does whose project closes while it computes.</summary>
public sealed class ClosedProjectTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Run_ProjectErasedMeanwhile_EndsAndLeavesNothing()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 480));
        await project.LabelAsync(project.Items.Take(300));
        await StartRunAsync(project.Id);

        var erased = await _host.Services.GetRequiredService<ProjectErasureDesk>().EraseAsync(Caller.Owner, project.Id, project.View.Name, CancellationToken.None);
        await RunAnotherAsync();

        Assert.True(erased.IsDone);
        Assert.Equal(0, await ReadAsync(db => db.Queue.CountAsync(entry => entry.ProjectId == project.Id)));
        Assert.Equal(0, await ReadAsync(db => db.TrainingRuns.CountAsync(run => run.ProjectId == project.Id)));
        // What the run had saved goes when the worker comes round to the project that is gone.
        await Eventually.BecomesAsync(() => RemainsAsync(project.Id), files => files.Count == 0);
    }

    [Fact]
    public async Task Run_ProjectArchivedMeanwhile_IsCancelledWithTheReason()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 480));
        await project.LabelAsync(project.Items.Take(300));
        var id = await StartRunAsync(project.Id);
        var waiting = await QueueAsync(project.Id);

        await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(Caller.Owner, project.Id, new ProjectPatch { State = ProjectState.Archived }, CancellationToken.None);
        var runs = await Eventually.BecomesAsync(
            () => ReadAsync(db => db.TrainingRuns.Where(run => run.ProjectId == project.Id).OrderBy(run => run.Id).ToListAsync()),
            rows => rows.All(run => run.State is not (RunState.Queued or RunState.Running)));

        Assert.Equal([id, waiting], runs.Select(run => run.Id));
        Assert.All(runs, run => Assert.Equal((RunState.Cancelled, "The project was archived, so nothing was trained. Open it again, then train."), (run.State, run.Error)));
        Assert.Equal(1, await ReadAsync(db => db.ModelVersions.CountAsync(model => model.ProjectId == project.Id)));
    }

    public void Dispose() => _host.Dispose();

    private async Task<List<string>> RemainsAsync(int projectId)
    {
        var named = await ReadAsync(db => db.ModelVersions.Select(model => new { model.ArtifactHash, model.FeaturesHash, model.DataHash }).ToListAsync());
        var hashes = named.SelectMany(model => new[] { model.ArtifactHash, model.FeaturesHash, model.DataHash }).ToHashSet();
        return
        [
            .. Directory.GetFiles(Path.Combine(_host.Folder, "models")).Where(file => !hashes.Contains(Path.GetFileNameWithoutExtension(file))),
            .. Directory.GetFiles(Path.Combine(_host.Folder, "features"), $"{projectId}.*"),
        ];
    }

    private async Task<int> StartRunAsync(int projectId)
    {
        var id = await QueueAsync(projectId);
        await Eventually.BecomesAsync(() => ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == id)), row => row.State == RunState.Running);
        return id;
    }

    private async Task<int> QueueAsync(int projectId) =>
        (await _host.Services.GetRequiredService<TrainingDesk>().QueueAsync(Caller.Owner, projectId, "regression", CancellationToken.None)).Value!.Id;

    // Runs are done one at a time, so once this one is over, the one before is too.
    private async Task RunAnotherAsync()
    {
        var other = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 480));
        await other.LabelAsync(other.Items.Take(100));
        var id = await QueueAsync(other.Id);
        await Eventually.BecomesAsync(() => ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == id)), row => row.State == RunState.Succeeded);
    }

    private async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await _host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        return await read(db);
    }
}
