using System.Net;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Mapping;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Mapping;

public sealed class MapDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Points_AuditAndErasedItems_AreNeverAmongThem()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000), audit: 30);
        await DrawnAsync(project, project.Items.Count - 30);

        await _host.Services.GetRequiredService<ItemErasureDesk>().EraseAsync(Caller.Owner, project.Id, project.Items[40], CancellationToken.None);
        var items = ItemsOf(await PointsAsync(project));

        Assert.Equal(project.Items.Skip(30).Where((_, at) => at != 10), items);
    }

    [Fact]
    public async Task Read_FirstLook_HasTheMapDrawnThatNobodyDrewBefore()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        var store = _host.Services.GetRequiredService<StudioStore>();
        await Eventually.BecomesAsync(async () => { await using var db = await store.ReadAsync(CancellationToken.None); return await db.Queue.CountAsync(entry => entry.ProjectId == project.Id); }, entries => entries > 0, 120);
        var shelf = _host.Services.GetRequiredService<MapShelf>();
        Assert.Equal((null, null), (shelf.Find(project.Id), shelf.FractionOf(project.Id)));

        var first = await ReadAsync(project, false);
        var drawn = await DrawnAsync(project, project.Items.Count);

        Assert.Equal((0, false), (first.Items, first.HasFailed));
        Assert.InRange(first.Drawing!.Value, 0, 1);
        Assert.Null(drawn.Drawing);
    }

    [Fact]
    public async Task Map_ItemErased_IsLearnedAnewWhileSomebodyLooksAndElseDropped()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        await DrawnAsync(project, project.Items.Count);
        await ReadAsync(project, false);
        var shelf = _host.Services.GetRequiredService<MapShelf>();
        var before = shelf.Find(project.Id)!;

        await _host.Services.GetRequiredService<ItemErasureDesk>().EraseAsync(Caller.Owner, project.Id, project.Items[7], CancellationToken.None);
        var after = await Eventually.BecomesAsync(() => Task.FromResult(shelf.Find(project.Id)!), map => map.Items.Length == project.Items.Count - 1, 240);

        Assert.DoesNotContain(project.Items[7], after.Items);
        Assert.NotSame(before.Map, after.Map);
        var path = Path.Combine(_host.Services.GetRequiredService<DataFolder>().Features, $"{project.Id}.map");
        Assert.Equal(after.Items, DrawnMap.Open(path).Items);

        // Nobody has looked since that drawing.
        await _host.Services.GetRequiredService<ItemErasureDesk>().EraseAsync(Caller.Owner, project.Id, project.Items[8], CancellationToken.None);
        await Eventually.BecomesAsync(() => Task.FromResult(File.Exists(path)), isThere => !isThere, 120);
        Assert.Null(shelf.Find(project.Id));
        await DrawnAsync(project, project.Items.Count - 2);
        Assert.DoesNotContain(project.Items[8], shelf.Find(project.Id)!.Items);
    }

    [Fact]
    public async Task Offer_PoolThatIsBeingDrawn_IsNotDrawnAgain()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        await DrawnAsync(project, project.Items.Count);
        var (services, elsewhere) = (_host.Services, project.Id + 1);
        var shelf = ActivatorUtilities.CreateInstance<MapShelf>(services);
        shelf.Look(elsewhere);

        services.GetRequiredService<PoolKeeper>().Read(project.Id, pool =>
        {
            shelf.Offer(elsewhere, pool!.Pool);
            var first = shelf.Take();
            shelf.Offer(elsewhere, pool.Pool);

            Assert.Equal(project.Items.Count, first!.Items.Length);
            Assert.Null(shelf.Take());
            return true;
        });
    }

    [Fact]
    public async Task Read_WhatTheModelThinks_IsAskedOnceSomebodyLooks()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        await project.LabelAsync(project.Items.Take(20));
        await DrawnAsync(project, project.Items.Count);

        var view = await Eventually.BecomesAsync(() => ReadAsync(project, needsModel: true), map => map.Version is not null && !map.IsAsking, 120);

        Assert.Equal((20, 20), (view.Labelled, view.Labels.Sum(label => label.Labelled)));
        Assert.Equal(project.Items.Count, view.Labels.Sum(label => label.Predicted) + view.PredictedNone);
        Assert.Equal(project.Items.Count, view.Doubts.Sum());
    }

    [Fact]
    public async Task Get_Annotator_IsForbidden()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b");
        using var annotator = await _host.ClientOfAsync(project.Annotator);

        using var answer = await annotator.GetAsync($"/api/v1/projects/{project.Id}/map");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    public void Dispose() => _host.Dispose();

    private MapDesk Desk => _host.Services.GetRequiredService<MapDesk>();

    private Task<MapView> DrawnAsync(SampleProject project, int items) => Eventually.BecomesAsync(() => ReadAsync(project, false), map => map.Items == items, 240);

    private async Task<MapView> ReadAsync(SampleProject project, bool needsModel) => (await Desk.ReadAsync(Caller.Owner, project.Id, needsModel, CancellationToken.None)).Value!;

    private async Task<byte[]> PointsAsync(SampleProject project) => (await Desk.PointsAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!;

    private static List<long> ItemsOf(byte[] points)
    {
        var lowest = (long)BitConverter.ToDouble(points, 8);
        return [.. Enumerable.Range(0, BitConverter.ToInt32(points, 4)).Select(at => lowest + BitConverter.ToUInt32(points, 16 + (4 * at)))];
    }
}
