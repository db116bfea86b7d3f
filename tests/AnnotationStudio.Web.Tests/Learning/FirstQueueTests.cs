using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class FirstQueueTests : IDisposable
{
    private const int RareGroups = 4;
    private const int KindsAtTheTop = 25;
    private readonly StudioHost _host = new();

    [Fact]
    public async Task FillAsync_LargeProjectWithoutAQueue_BeginsWithOneTextOfEachKind()
    {
        var project = await MakeAsync(3_000);

        await FillAsync(project);
        var queue = await QueueAsync(project);
        await FillAsync(project);

        var top = queue.Take(KindsAtTheTop).Select(entry => GroupOf(project, entry.ItemId)).Distinct();
        Assert.Equal(2_000, queue.Count);
        Assert.Equal(Enumerable.Range(0, RareGroups + 1), top.Order());
        Assert.All(queue, entry => Assert.Equal((1, false), (entry.OpenSlots, entry.IsAudit)));
        Assert.Equal(queue.Select(entry => (entry.ItemId, entry.Rank)), (await QueueAsync(project)).Select(entry => (entry.ItemId, entry.Rank)));
    }

    [Fact]
    public async Task FillAsync_FewItems_LeavesThemToTheRanking()
    {
        var project = await MakeAsync(1_000);

        await FillAsync(project);

        Assert.Empty(await QueueAsync(project));
    }

    public void Dispose() => _host.Dispose();

    // One text in fifty is of a rare kind, the others are all alike.
    private static string Text(int at)
    {
        var random = new Random(at);
        var group = GroupOf(at);
        return string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"{(char)('a' + group)}word{random.Next(15)}")) + $" {at}";
    }

    private static int GroupOf(int at) => at % 50 == 0 ? 1 + at / 50 % RareGroups : 0;

    private static int GroupOf(SeededProject project, long item) => GroupOf(project.Items.ToList().IndexOf(item));

    private async Task<SeededProject> MakeAsync(int items)
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, [.. Enumerable.Range(0, items).Select(Text)]);
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(db => db.Queue.ExecuteDelete(), CancellationToken.None);
        return project;
    }

    private async Task FillAsync(SeededProject project)
    {
        await using var db = await _host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        await _host.Services.GetRequiredService<FirstQueue>().FillAsync(db, project.Id, CancellationToken.None);
    }

    private static Task<List<QueueEntry>> QueueAsync(SeededProject project) =>
        project.ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project.Id).OrderBy(entry => entry.Rank).ToListAsync());
}
