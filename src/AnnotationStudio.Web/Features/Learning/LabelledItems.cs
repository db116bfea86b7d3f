using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>An item with the indexes of its labels.</summary>
internal readonly record struct LabelledItem(long Item, int[] Labels);

/// <summary>All that people have said, as a round needs it: one cut through the database.</summary>
internal sealed record LabelledItems
{
    public required LabelSet Labels { get; init; }

    /// <summary>Ids of the labels, by index.</summary>
    public required List<int> LabelIds { get; init; }

    /// <summary>What can be learned from.</summary>
    public required List<LabelledItem> Training { get; init; }

    /// <summary>The window to judge by: the audit items that were labelled last, as many as the project's audit target.</summary>
    public required List<LabelledItem> Audit { get; init; }

    /// <summary>Audit items with a consensus, those that have left the window included.</summary>
    public required int AuditAnswered { get; init; }

    /// <summary>All items reserved for audit, labelled or not.</summary>
    public required IReadOnlyList<long> Reserved { get; init; }

    /// <summary>Items that are not to be chosen: passed by, or in people's hands.</summary>
    public required List<long> Unavailable { get; init; }

    /// <summary>Audit items that people would not answer.</summary>
    public required int NonResponse { get; init; }

    /// <summary>People asked about each item.</summary>
    public required int Overlap { get; init; }

    /// <summary>Who chooses what is asked next, by name.</summary>
    public required string Strategy { get; init; }

    /// <summary>Whether labelled items go to another person where that is worth more than a new item.</summary>
    public required bool LabelAgain { get; init; }

    /// <summary>Sequence of the last annotation that could be seen.</summary>
    public required long DataCut { get; init; }

    /// <param name="db">Read in one go.</param>
    /// <param name="projectId">Whose.</param>
    /// <param name="reserved">The reserved items where they are known: only imports and their undoing change them. Null to look.</param>
    public static LabelledItems Read(StudioDbContext db, int projectId, IReadOnlyList<long>? reserved = null)
    {
        var cut = db.Annotations.Where(row => row.ProjectId == projectId).Max(row => (long?)row.Sequence) ?? 0;
        var project = db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Task, row.Settings.Overlap, row.Settings.AuditTarget, row.Settings.Strategy, row.Settings.GoldTrains, row.Settings.LabelAgain }).Single();
        var labels = db.Labels.Where(label => label.ProjectId == projectId && label.RetiredAt == null).OrderBy(label => label.Position).ThenBy(label => label.Id).ToList();
        var ids = labels.ConvertAll(label => label.Id);
        var index = ids.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        var items = db.Items.Where(item => item.ProjectId == projectId && item.Import!.State == ImportState.Completed);
        // Gold judges people: it teaches only where the project says so, and is never chosen.
        List<long> gold = project.GoldTrains ? [] : [.. db.GoldItems.Where(row => row.ProjectId == projectId).Select(row => row.ItemId)];
        var withheld = gold.ToHashSet();
        var training = new List<LabelledItem>();
        var audit = new List<(LabelledItem Item, DateTimeOffset? At)>();
        foreach (var item in items.Where(item => item.State == ItemState.Labelled).OrderBy(item => item.Id).Select(item => new { item.Id, item.Consensus, item.IsAudit, item.LabelledAt }))
            if (Indexes(item.Consensus, index, project.Task) is { } indexes)
            {
                if (item.IsAudit)
                    audit.Add((new LabelledItem(item.Id, indexes), item.LabelledAt));
                else if (!withheld.Contains(item.Id))
                    training.Add(new LabelledItem(item.Id, indexes));
            }

        return new LabelledItems
        {
            Labels = LabelSets.Of(project.Task, labels),
            LabelIds = ids,
            Training = training,
            Audit = Window(audit, project.AuditTarget),
            AuditAnswered = audit.Count,
            DataCut = cut,
            Overlap = project.Overlap,
            Strategy = project.Strategy,
            LabelAgain = project.LabelAgain && project.Task == ProjectTask.Single,
            Reserved = reserved ?? new ItemReader(db, projectId).Reserved(),
            Unavailable =
            [
                .. items.Where(item => item.State == ItemState.Skipped || item.State == ItemState.Flagged).Select(item => item.Id),
                .. gold,
                .. db.Assignments.Where(row => row.ProjectId == projectId && row.State == AssignmentState.Open).Select(row => row.ItemId),
            ],
            NonResponse = items.Count(item => item.IsAudit && (item.State == ItemState.Skipped || item.State == ItemState.Flagged)),
        };
    }

    private static List<LabelledItem> Window(List<(LabelledItem Item, DateTimeOffset? At)> audit, int size) =>
        [.. audit.OrderByDescending(row => row.At).ThenByDescending(row => row.Item.Item).Take(size).Select(row => row.Item).OrderBy(item => item.Item)];

    // Labels that were retired teach nothing; a single-label item that had one is left out.
    private static int[]? Indexes(List<int>? consensus, Dictionary<int, int> index, ProjectTask task)
    {
        int[] known = [.. (consensus ?? []).Where(index.ContainsKey).Select(id => index[id]).Order()];
        return task == ProjectTask.Single && known.Length != 1 ? null : known;
    }
}
