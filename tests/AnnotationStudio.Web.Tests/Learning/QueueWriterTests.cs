using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class QueueWriterTests : IDisposable
{
    private const int Length = 700;
    private readonly StudioHost _host = new();

    [Fact]
    public async Task RefreshAsync_AnotherOrder_ComesBeforeTheOldOneAndNothingIsTwice()
    {
        var project = await MakeAsync();
        await Writer.ReplaceAsync(project.Id, Picks(project, Enumerable.Range(0, Length)), 1);

        await Writer.RefreshAsync(project.Id, Picks(project, Enumerable.Range(100, Length).Reverse()), 2);

        Assert.Equal([.. Enumerable.Range(500, 300).Reverse(), .. Enumerable.Range(0, 400)], await QueueAsync(project));
        Assert.Equal(2, _host.Services.GetRequiredService<QueueGenerations>().Find(project.Id)!.KnowsUpTo);
    }

    [Fact]
    public async Task RefreshAsync_HalfUsedUp_IsFilledWhole()
    {
        var project = await MakeAsync();
        await Writer.ReplaceAsync(project.Id, Picks(project, Enumerable.Range(0, Length)), 1);
        var used = project.Items.Take(Length - 340).ToList();
        await Store.WriteAsync(db => db.Queue.Where(entry => used.Contains(entry.ItemId)).ExecuteDelete(), CancellationToken.None);

        await Writer.RefreshAsync(project.Id, Picks(project, Enumerable.Range(50, Length)), 2);

        Assert.Equal(Enumerable.Range(50, Length), await QueueAsync(project));
    }

    [Fact]
    public async Task RefreshAsync_ItemInSomebodysHands_HasNoFreePlace()
    {
        var project = await MakeAsync();
        await Writer.ReplaceAsync(project.Id, Picks(project, Enumerable.Range(0, Length)), 1);
        var held = project.Items[5];
        await Store.WriteAsync(
            db =>
            {
                db.Assignments.Add(new Assignment
                {
                    ProjectId = project.Id,
                    ItemId = held,
                    AnnotatorId = project.Annotator.Id,
                    Slot = 0,
                    Kind = AssignmentKind.Chosen,
                    State = AssignmentState.Open,
                    Reason = "",
                    LeaseEnds = DateTimeOffset.MaxValue,
                });
                db.SaveChanges();
            },
            CancellationToken.None);

        await Writer.RefreshAsync(project.Id, Picks(project, Enumerable.Range(0, Length)), 2);

        Assert.Equal(0, await project.ReadAsync(db => db.Queue.Where(entry => entry.ItemId == held).Select(entry => entry.OpenSlots).SingleAsync()));
    }

    public void Dispose() => _host.Dispose();

    private StudioStore Store => _host.Services.GetRequiredService<StudioStore>();

    private QueueWriter Writer => _host.Services.GetRequiredService<QueueWriter>();

    // Made without news of items, so that nobody else ranks it.
    private Task<SeededProject> MakeAsync() => SeededProject.MakeAsync(_host, ProjectTask.Single, [.. Enumerable.Range(0, 900).Select(at => $"text number {at}")]);

    private static List<Pick> Picks(SeededProject project, IEnumerable<int> places) => [.. places.Select(place => new Pick(place, project.Items[place], "because", 0))];

    private static async Task<List<int>> QueueAsync(SeededProject project)
    {
        var items = await project.ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project.Id).OrderBy(entry => entry.Rank).Select(entry => entry.ItemId).ToListAsync());
        return items.ConvertAll(item => project.Items.ToList().IndexOf(item));
    }
}
