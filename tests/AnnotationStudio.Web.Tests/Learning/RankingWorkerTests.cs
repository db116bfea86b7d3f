using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class RankingWorkerTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Label_OneWhileARoundIsOn_IsKnownToTheQueue()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        var pools = _host.Services.GetRequiredService<PoolKeeper>();
        await Eventually.BecomesAsync(() => Task.FromResult(pools.Holds(project.Id)), holds => holds, 120);
        await project.LabelAsync(project.Items.Take(40));
        await KnowsAsync(project, 40);

        using (await pools.TakeTurnAsync(CancellationToken.None))
        {
            await project.LabelAsync(project.Items.Skip(40).Take(1));
            await KnowsAsync(project, 41);
        }

        var queue = await ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project.Id).OrderBy(entry => entry.Rank).Select(entry => entry.ItemId).ToListAsync());
        Assert.Equal(project.Items.Skip(41), queue.Order());
        Assert.Equal(0, await ReadAsync(db => db.ModelVersions.CountAsync(model => model.ProjectId == project.Id && model.Tier != ModelTier.Rules)));
    }

    public void Dispose() => _host.Dispose();

    private async Task KnowsAsync(SampleProject project, int annotations)
    {
        var last = await ReadAsync(db => db.Annotations.Where(row => row.ProjectId == project.Id).OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync());
        Assert.Equal(annotations, last.Count);
        var status = _host.Services.GetRequiredService<StatusDesk>();
        await Eventually.BecomesAsync(async () => (await status.ReadAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!.Queue?.KnowsUpTo ?? 0, known => known >= last[^1], 120);
    }

    private async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await _host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        return await read(db);
    }
}
