using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class AuditReservationTests : IDisposable
{
    private readonly ImportHost _host = new();

    [Theory]
    [InlineData(200, 0.10, 300, 20)]
    [InlineData(200, 0.10, 7, 14)]
    [InlineData(9, 0.10, 300, 0)]
    [InlineData(200, 0.0, 300, 0)]
    public async Task Import_OpenItems_ReservesTheLowestRanks(int items, double share, int target, int expected)
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = share, AuditTarget = target, Overlap = 2 });

        await _host.ImportAsync(project, ImportHost.Lines(items, line => $"{{\"text\": \"text {line}\"}}"));
        var all = await _host.ItemsAsync(project);
        var queue = await _host.ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project).OrderBy(entry => entry.Rank).ToListAsync());

        var lowest = all.OrderBy(item => item.AuditRank).Take(expected).Select(item => item.Id).ToList();
        Assert.Equal(lowest.Order(), all.Where(item => item.IsAudit).Select(item => item.Id));
        Assert.Equal(lowest, queue.Select(entry => entry.ItemId));
        Assert.All(queue, entry => Assert.True(entry is { IsAudit: true, OpenSlots: 2, Reason: "" }));
    }

    [Fact]
    public async Task Import_LabelledItems_MayBeAuditAndCountTowardsARound()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0.5, RetrainAfter = 1_000 });

        await _host.ImportAsync(project, ImportHost.Lines(100, line => $"{{\"text\": \"text {line}\", \"label\": \"Sports\"}}"));
        var after = await _host.ProjectAsync(project);

        Assert.Equal(50, (await _host.ItemsAsync(project)).Count(item => item.IsAudit));
        Assert.Equal((100, 100), (after.LabelledCount, after.LabelsSinceTraining));
        Assert.Empty(await _host.ReadAsync(db => db.Queue.ToListAsync()));
    }

    [Fact]
    public async Task Import_LabelledItems_FillTheWindowAndNotItsRenewal()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0.5, AuditTarget = 10 });

        await _host.ImportAsync(project, ImportHost.Lines(100, line => line % 2 == 0 ? $"{{\"text\": \"text {line}\", \"label\": \"Sports\"}}" : $"{{\"text\": \"text {line}\"}}"));
        var lowest = (await _host.ItemsAsync(project)).OrderBy(item => item.AuditRank).Take(20).ToList();

        Assert.All(lowest[..10], item => Assert.True(item.IsAudit));
        Assert.All(lowest[10..], item => Assert.Equal(item.State == ItemState.Open, item.IsAudit));
    }

    [Fact]
    public async Task Import_SecondFile_ReservesTheLowestRanksOfBothAndLetsUntouchedOnesGo()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0.5, AuditTarget = 20 });

        await _host.ImportAsync(project, ImportHost.Lines(100, line => $"{{\"text\": \"first {line}\"}}"));
        await _host.ImportAsync(project, ImportHost.Lines(300, line => $"{{\"text\": \"second {line}\"}}"));
        var all = await _host.ItemsAsync(project);

        var lowest = all.OrderBy(item => item.AuditRank).Take(40).Select(item => item.Id).Order();
        Assert.Equal(lowest, all.Where(item => item.IsAudit).Select(item => item.Id));
        Assert.Equal(40, await _host.ReadAsync(db => db.Queue.CountAsync(entry => entry.IsAudit)));
    }

    [Fact]
    public async Task Import_ItemsInSomebodysHands_AreNotReserved()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0.5, AuditTarget = 0 });
        await _host.ImportAsync(project, ImportHost.Lines(10, line => $"{{\"text\": \"first {line}\"}}"));
        var items = await _host.ItemsAsync(project);
        var person = await _host.Host.AddPersonAsync(Role.Annotator);
        await _host.Store.WriteAsync(
            db =>
            {
                db.Assignments.AddRange(items.Select(item => new Assignment
                {
                    ProjectId = project,
                    ItemId = item.Id,
                    Slot = 0,
                    AnnotatorId = person.Id,
                    Kind = AssignmentKind.Chosen,
                    Reason = "",
                    LeaseEnds = DateTimeOffset.MaxValue,
                }));
                db.Projects.AsTracking().Single().Settings = new ProjectSettings { AuditShare = 0.5, AuditTarget = 300 };
                return db.SaveChanges();
            },
            CancellationToken.None);

        await _host.ImportAsync(project, """{"text": "last"}""");

        Assert.Equal("last", Assert.Single(await _host.ItemsAsync(project), item => item.IsAudit).Text);
    }

    public void Dispose() => _host.Dispose();
}
