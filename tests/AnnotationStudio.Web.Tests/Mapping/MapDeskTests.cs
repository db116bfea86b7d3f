using System.Net;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Mapping;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
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
    public async Task Map_ItemErased_IsLearnedAnewWithoutIt()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        await DrawnAsync(project, project.Items.Count);
        var shelf = _host.Services.GetRequiredService<MapShelf>();
        var before = shelf.Find(project.Id)!;

        await _host.Services.GetRequiredService<ItemErasureDesk>().EraseAsync(Caller.Owner, project.Id, project.Items[7], CancellationToken.None);
        var after = await Eventually.BecomesAsync(() => Task.FromResult(shelf.Find(project.Id)!), map => map.Items.Length == project.Items.Count - 1, 240);

        Assert.DoesNotContain(project.Items[7], after.Items);
        Assert.NotSame(before.Map, after.Map);
        Assert.Equal(after.Items, DrawnMap.Open(Path.Combine(_host.Services.GetRequiredService<DataFolder>().Features, $"{project.Id}.map")).Items);
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
