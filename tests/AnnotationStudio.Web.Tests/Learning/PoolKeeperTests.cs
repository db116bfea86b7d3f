using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class PoolKeeperTests
{
    [Fact]
    public async Task Refresh_ItemErased_KeepsNoRowOfItInTheSideFile()
    {
        using var host = new StudioHost();
        var project = await SampleProject.CreateAsync(host);
        await Eventually.BecomesAsync(() => Task.FromResult(PoolOf(host, project.Id)), pool => pool?.Count == project.Items.Count, 120);

        var outcome = await host.Services.GetRequiredService<ItemErasureDesk>().EraseAsync(Caller.Owner, project.Id, project.Items[7], CancellationToken.None);
        var left = await Eventually.BecomesAsync(() => Task.FromResult(PoolOf(host, project.Id)), pool => pool?.Count == project.Items.Count - 1, 120);

        Assert.True(outcome.IsDone);
        Assert.Equal((0, -1), (left!.RemovedCount, left.RowOf(project.Items[7])));
    }

    [Fact]
    public async Task Refresh_ImportWithOlderItemsEndsLater_HoldsThemToo()
    {
        using var host = new StudioHost();
        var (project, store, keeper) = (await SampleProject.CreateAsync(host), host.Services.GetRequiredService<StudioStore>(), host.Services.GetRequiredService<PoolKeeper>());
        var late = await store.WriteAsync(
            db =>
            {
                var import = new Import { ProjectId = project.Id, PersonId = null, FileName = "late.jsonl", Format = "jsonl", State = ImportState.Running, CreatedAt = TimeProvider.System.GetUtcNow() };
                db.Imports.Add(import);
                db.SaveChanges();
                db.Items.Where(item => item.Id <= project.Items[9]).ExecuteUpdate(rows => rows.SetProperty(item => item.ImportId, import.Id));
                return import.Id;
            },
            CancellationToken.None);

        var before = await LiveAsync();
        await store.WriteAsync(db => db.Imports.Where(import => import.Id == late).ExecuteUpdate(rows => rows.SetProperty(import => import.State, ImportState.Completed)), CancellationToken.None);
        var after = await LiveAsync();

        Assert.Equal((project.Items.Count - 10, project.Items.Count), (before, after));

        async Task<int> LiveAsync()
        {
            using var turn = await keeper.TakeTurnAsync(CancellationToken.None);
            await using var db = await store.ReadAsync(CancellationToken.None);
            var pool = keeper.Refresh(db, project.Id, null, CancellationToken.None)!.Pool;
            return pool.Count - pool.RemovedCount;
        }
    }

    private static Pool? PoolOf(StudioHost host, int projectId)
    {
        var folder = host.Services.GetRequiredService<DataFolder>().Features;
        try
        {
            using var space = File.OpenRead(Path.Combine(folder, $"{projectId}.space"));
            return Pool.Open(Path.Combine(folder, $"{projectId}.pool"), FeatureSpace.Load(space).Version);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
