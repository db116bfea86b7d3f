using System.Security.Cryptography;
using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Demo;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Host;

/// <summary>The help desk's project with its messages, put there directly; nothing is labelled yet.</summary>
public sealed class SampleProject
{
    private readonly StudioHost _host;
    private readonly Dictionary<long, string> _truth = [];

    private SampleProject(StudioHost host, ProjectView view) => (_host, View) = (host, view);

    public ProjectView View { get; }

    public int Id => View.Id;

    public IReadOnlyList<long> Items => [.. _truth.Keys.Order()];

    /// <param name="host">The real host.</param>
    /// <param name="settings">What is not as usual.</param>
    /// <param name="audit">Items reserved for audit, the first of the project.</param>
    /// <param name="copies">Items after those that say the same, but for a sign at the end.</param>
    public static async Task<SampleProject> CreateAsync(StudioHost host, SettingsInput? settings = null, int audit = 0, int copies = 0)
    {
        ArgumentNullException.ThrowIfNull(host);
        var desk = host.Services.GetRequiredService<ProjectDesk>();
        var labels = HelpDesk.Messages().Select(message => message.Label).Distinct().Order(StringComparer.Ordinal).Select(name => new LabelInput(name)).ToList();
        var outcome = await desk.CreateAsync(Caller.Owner, new NewProject($"Help desk {Guid.NewGuid():N}", ProjectTask.Single, labels, null, settings), CancellationToken.None);
        var project = new SampleProject(host, outcome.Value!);
        await project.FillAsync(audit, copies);
        return project;
    }

    /// <summary>Name of the item's label.</summary>
    public string TruthOf(long item) => _truth[item];

    /// <summary>Gives items their true label by the imported annotator, and counts them as people's labels count.</summary>
    /// <param name="items">Which.</param>
    /// <param name="annotatorId">A person who says it instead.</param>
    /// <param name="wrong">Those that get another label.</param>
    public async Task LabelAsync(IEnumerable<long> items, int? annotatorId = null, IReadOnlySet<long>? wrong = null)
    {
        var store = _host.Services.GetRequiredService<StudioStore>();
        var now = TimeProvider.System.GetUtcNow();
        var ids = items.ToList();
        await store.WriteAsync(
            db =>
            {
                foreach (var item in ids)
                {
                    var label = View.Labels.First(row => (row.Name == _truth[item]) != (wrong?.Contains(item) == true)).Id;
                    db.Annotations.Add(new Annotation { ProjectId = Id, Key = Guid.NewGuid(), ItemId = item, AnnotatorId = annotatorId, Action = AnnotationAction.Submit, Labels = [label], CreatedAt = now });
                    db.SaveChanges();
                    LabelLedger.Settle(db, Id, item, now);
                }

                LabelLedger.CountLabels(db, Id, ids.Count, now);
            },
            CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.LabelsArrived, Id);
    }

    private async Task FillAsync(int audit, int copies)
    {
        var messages = HelpDesk.Messages();
        var store = _host.Services.GetRequiredService<StudioStore>();
        var rows = await store.WriteAsync(
            db =>
            {
                var import = new Import { ProjectId = Id, PersonId = null, FileName = "help-desk.jsonl", Format = "jsonl", State = ImportState.Completed, CreatedAt = TimeProvider.System.GetUtcNow() };
                db.Imports.Add(import);
                db.SaveChanges();
                var items = messages.Select((message, at) => new Item
                {
                    ProjectId = Id,
                    ImportId = import.Id,
                    ExternalId = message.Id,
                    Text = at >= audit && at < audit + copies ? $"{messages[at - audit].Text}!" : message.Text,
                    AuditRank = at,
                    IsAudit = at < audit,
                    TextHash = SHA256.HashData(Encoding.UTF8.GetBytes(message.Text))[..16],
                }).ToList();
                db.Items.AddRange(items);
                db.SaveChanges();
                var project = db.Projects.Find(Id)!;
                project.ItemCount = items.Count;
                db.SaveChanges();
                return items;
            },
            CancellationToken.None);
        foreach (var (row, message) in rows.Zip(messages))
            _truth[row.Id] = message.Label;
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.ItemsChanged, Id);
    }
}
