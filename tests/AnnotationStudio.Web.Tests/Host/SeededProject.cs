using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Host;

/// <summary>A project with items, as an import and people would have left it.</summary>
internal sealed class SeededProject
{
    private static readonly DateTimeOffset Start = new(2026, 3, 12, 9, 0, 0, TimeSpan.Zero);
    private readonly StudioStore _store;
    private int _decisions;

    private SeededProject(StudioStore store) => _store = store;

    public required int Id { get; init; }

    public required Person Admin { get; init; }

    public required Person Lead { get; init; }

    public required Person Annotator { get; init; }

    public required IReadOnlyList<long> Items { get; init; }

    /// <summary>Ids of the labels, by name.</summary>
    public required IReadOnlyDictionary<string, int> Labels { get; init; }

    public static Caller CallerOf(Person person) => new(person.Id, person.Role);

    public static async Task<SeededProject> MakeAsync(StudioHost host, ProjectTask task, params string[] texts)
    {
        var services = host.Services;
        var store = services.GetRequiredService<StudioStore>();
        var (admin, lead, annotator) = (await host.AddPersonAsync(Role.Admin), await host.AddPersonAsync(Role.Lead), await host.AddPersonAsync(Role.Annotator));
        var labels = new[] { new LabelInput("roads"), new LabelInput("water"), new LabelInput("noise") };
        var made = await services.GetRequiredService<ProjectDesk>().CreateAsync(CallerOf(lead), new NewProject($"Help desk {Guid.NewGuid():N}", task, labels), CancellationToken.None);
        var projectId = made.Value!.Id;
        await services.GetRequiredService<MemberDesk>().AddAsync(CallerOf(lead), projectId, new NewMember(annotator.Email!, Role.Annotator), CancellationToken.None);
        var items = await store.WriteAsync(db => Insert(db, projectId, texts), CancellationToken.None);
        return new SeededProject(store)
        {
            Id = projectId,
            Admin = admin,
            Lead = lead,
            Annotator = annotator,
            Items = items,
            Labels = made.Value.Labels.ToDictionary(label => label.Name, label => label.Id),
        };
    }

    /// <summary>A decision as the annotating desk writes it: the lease closed, the item settled, the labels counted.</summary>
    public Task DecideAsync(Person person, int item, AnnotationAction action, params string[] labels) => DecideAsync(person, item, action, null, labels);

    public Task DecideAsync(Person person, int item, AnnotationAction action, string? comment, string[] labels) => DecideAsync(person, item, action, labels, new Circumstances(comment));

    /// <summary>An answer beside a suggestion of the first version, or of which it is not known what was suggested.</summary>
    public Task AnswerAsync(Person person, int item, string label, string? suggested, int elapsedMs) =>
        DecideAsync(person, item, AnnotationAction.Submit, [label], new Circumstances(null, 1, suggested is null ? null : [Labels[suggested]], elapsedMs));

    /// <summary>An answer where nothing was suggested.</summary>
    public Task AnswerAsync(Person person, int item, string label, int elapsedMs) => DecideAsync(person, item, AnnotationAction.Submit, [label], new Circumstances(null, ElapsedMs: elapsedMs));

    private Task DecideAsync(Person person, int item, AnnotationAction action, string[] labels, Circumstances circumstances) => _store.WriteAsync(
        db =>
        {
            var itemId = Items[item];
            var now = Start.AddMinutes(_decisions++);
            db.Assignments.Add(new Assignment
            {
                ProjectId = Id,
                ItemId = itemId,
                AnnotatorId = person.Id,
                Kind = AssignmentKind.Chosen,
                State = AssignmentState.Done,
                Reason = "",
                LeaseEnds = now,
                Slot = db.Assignments.Count(assignment => assignment.ItemId == itemId && assignment.State != AssignmentState.Ended),
            });
            db.Annotations.Add(new Annotation
            {
                ProjectId = Id,
                ItemId = itemId,
                AnnotatorId = person.Id,
                Key = Guid.CreateVersion7(now),
                Action = action,
                Comment = circumstances.Comment,
                CreatedAt = now,
                Labels = [.. labels.Select(label => Labels[label]).Order()],
                ElapsedMs = circumstances.ElapsedMs ?? 1_000 * _decisions,
                ModelVersion = circumstances.ModelVersion,
                Suggested = circumstances.Suggested,
            });
            db.SaveChanges();
            LabelLedger.Settle(db, Id, itemId, now);
            LabelLedger.CountLabels(db, Id, action == AnnotationAction.Submit ? 1 : 0, now);
        },
        CancellationToken.None);

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        return await read(db);
    }

    public Task<Item> ItemAsync(int item) => ReadAsync(db => db.Items.SingleAsync(row => row.Id == Items[item]));

    public Task<Project> ProjectAsync() => ReadAsync(db => db.Projects.SingleAsync(row => row.Id == Id));

    private static List<long> Insert(StudioDbContext db, int projectId, string[] texts)
    {
        var import = new Import { ProjectId = projectId, PersonId = null, FileName = "messages.csv", Format = "csv", CreatedAt = Start, State = ImportState.Completed, Accepted = texts.Length };
        db.Imports.Add(import);
        db.SaveChanges();
        var rows = texts.Select((text, at) => new Item
        {
            ProjectId = projectId,
            ImportId = import.Id,
            Text = text,
            ExternalId = $"case-{at}",
            Meta = $$"""{"channel":"web","place":"{{text}}"}""",
            TextHash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))[..16],
            AuditRank = at,
        }).ToList();
        db.Items.AddRange(rows);
        db.SaveChanges();
        db.Queue.AddRange(rows.Select((row, at) => new QueueEntry { ItemId = row.Id, ProjectId = projectId, IsAudit = false, Rank = at, OpenSlots = 1, Reason = "" }));
        db.SaveChanges();
        db.Projects.Where(project => project.Id == projectId).ExecuteUpdate(set => set.SetProperty(project => project.ItemCount, texts.Length));
        return rows.ConvertAll(row => row.Id);
    }

    private sealed record Circumstances(string? Comment, int? ModelVersion = null, List<int>? Suggested = null, int? ElapsedMs = null);
}
