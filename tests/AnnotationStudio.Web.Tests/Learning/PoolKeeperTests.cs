using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
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
