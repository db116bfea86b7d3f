using System.Security.Cryptography;
using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Annotating;

/// <summary>A project with items in it, and its two desks, on a host of its own.</summary>
internal sealed class Desks : IDisposable
{
    private Desks(HandClock clock) => (Clock, Host) = (clock, new StudioHost { Clock = clock });

    public HandClock Clock { get; }

    public StudioHost Host { get; }

    public int ProjectId { get; private set; }

    public StudioStore Store => Host.Services.GetRequiredService<StudioStore>();

    public AssignmentDesk Assignments => Host.Services.GetRequiredService<AssignmentDesk>();

    public AnnotationDesk Annotations => Host.Services.GetRequiredService<AnnotationDesk>();

    public static async Task<Desks> OpenAsync(int items, ProjectTask task = ProjectTask.Single, ProjectSettings? settings = null, int audit = 0)
    {
        var desks = new Desks(new HandClock());
        desks.ProjectId = await SeedAsync(desks.Store, new ProjectSeed("Help desk", task, ["Roads", "Lights", "Waste"], items) { Settings = settings ?? new(), Audit = audit });
        return desks;
    }

    public static Task<int> SeedAsync(StudioStore store, ProjectSeed seed) => store.WriteAsync(
        db =>
        {
            var now = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
            var project = new Project { Name = seed.Name, Task = seed.Task, CreatedAt = now, ItemCount = seed.Items, Settings = seed.Settings, Guidelines = seed.Guidelines };
            project.Labels.AddRange(seed.Labels.Select((name, position) => new Label { Name = name, Position = position, Parents = seed.Parents.GetValueOrDefault(name, []) }));
            db.Projects.Add(project);
            db.SaveChanges();
            var import = new Import { ProjectId = project.Id, PersonId = null, FileName = "seed", Format = "jsonl", State = ImportState.Completed, Accepted = seed.Items, CreatedAt = now };
            db.Imports.Add(import);
            db.SaveChanges();
            db.Items.AddRange(Enumerable.Range(0, seed.Items).Select(row => new Item
            {
                ProjectId = project.Id,
                ImportId = import.Id,
                ExternalId = $"row-{row}",
                Text = seed.Text(row),
                Meta = seed.Meta,
                TextHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{row}"))[..16],
                AuditRank = row,
                IsAudit = row < seed.Audit,
            }));
            db.SaveChanges();
            var audit = db.Items.Where(item => item.ProjectId == project.Id && item.IsAudit).Select(item => item.Id).ToList();
            db.Queue.AddRange(audit.Select((id, rank) => new QueueEntry { ItemId = id, ProjectId = project.Id, IsAudit = true, Rank = rank, OpenSlots = seed.Settings.Overlap, Reason = "" }));
            db.SaveChanges();
            return project.Id;
        },
        CancellationToken.None);

    public async Task<Caller> MemberAsync(Role role = Role.Annotator)
    {
        var person = await Host.AddPersonAsync(role);
        await Store.WriteAsync(
            db =>
            {
                db.Memberships.Add(new Membership { ProjectId = ProjectId, PersonId = person.Id, Role = role });
                db.SaveChanges();
            },
            CancellationToken.None);
        Host.Services.GetRequiredService<StudioEvents>().Publish(Happening.PeopleChanged, 0);
        return new Caller(person.Id, role);
    }

    /// <summary>Ranks these items first, in this order, as a round would.</summary>
    public Task QueueAsync(params (long Item, string Reason)[] entries) => Store.WriteAsync(
        db =>
        {
            db.Queue.AddRange(entries.Select((entry, rank) => new QueueEntry { ItemId = entry.Item, ProjectId = ProjectId, IsAudit = false, Rank = rank, OpenSlots = 1, Reason = entry.Reason }));
            db.SaveChanges();
        },
        CancellationToken.None);

    public async Task<IReadOnlyList<GivenItem>> ClaimAsync(Caller caller, int count = 1, params long[] holding)
    {
        var outcome = await Assignments.ClaimNextAsync(caller, ProjectId, count, holding, CancellationToken.None);
        Assert.True(outcome.IsDone, outcome.Problem?.Message);
        return outcome.Value;
    }

    public Task<Outcome<SubmitReceipt>> PutAsync(Caller caller, GivenItem given, string action, string? comment, Guid key, params string[] labels) =>
        Annotations.SubmitAsync(caller, ProjectId, key, new Submission(given.Item.Id, given.AssignmentId, action, labels, comment, 1200, null), CancellationToken.None);

    public async Task<SubmitReceipt> LabelAsync(Caller caller, GivenItem given, string label = "Roads", Guid? key = null)
    {
        var outcome = await PutAsync(caller, given, "submit", null, key ?? Guid.CreateVersion7(), label);
        Assert.True(outcome.IsDone, outcome.Problem?.Message);
        return outcome.Value;
    }

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await Store.ReadAsync(CancellationToken.None);
        return await read(db);
    }

    public Task<Item> ItemAsync(long id) => ReadAsync(db => db.Items.SingleAsync(item => item.Id == id));

    public Task<Assignment> AssignmentAsync(long id) => ReadAsync(db => db.Assignments.SingleAsync(assignment => assignment.Id == id));

    public void Dispose() => Host.Dispose();
}

/// <summary>A project to begin with.</summary>
internal sealed record ProjectSeed(string Name, ProjectTask Task, IReadOnlyList<string> Labels, int Items)
{
    public ProjectSettings Settings { get; init; } = new();

    /// <summary>How many of the items, the first ones, are reserved for audit.</summary>
    public int Audit { get; init; }

    public string Guidelines { get; init; } = "";

    public string? Meta { get; init; }

    public Dictionary<string, List<string>> Parents { get; init; } = [];

    public Func<int, string> Text { get; init; } = row => $"Report {row}: the lamp outside number {row} is out.";
}
