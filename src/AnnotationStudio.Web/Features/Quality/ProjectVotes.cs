using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What the people of a project say of its items: one cut through the database.</summary>
internal sealed record ProjectVotes
{
    public required Votes Votes { get; init; }

    /// <summary>Ids of the items with a vote, ascending.</summary>
    public required IReadOnlyList<long> Items { get; init; }

    /// <summary>For each item whether no list shows it: reserved for audit, or gold.</summary>
    public required IReadOnlyList<bool> IsAudit { get; init; }

    /// <summary>Ids of the people with a vote.</summary>
    public required IReadOnlyList<int> People { get; init; }

    /// <summary>For each person the median time of an answer; null where no time was taken.</summary>
    public required IReadOnlyList<double?> MedianSeconds { get; init; }

    /// <summary>Ids of the labels, those that were retired included.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    // Labels that came with a file are no person's, and a lead who settles an item has read what others said of it: neither is a vote.
    public static ProjectVotes Read(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var task = db.Projects.Where(project => project.Id == projectId).Select(project => project.Task).Single();
        List<int> labels = [.. db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id).Select(label => label.Id)];
        var gold = db.GoldItems.Where(row => row.ProjectId == projectId).Select(row => row.ItemId).ToHashSet();
        var gathered = new Gathering(task, labels);
        foreach (var row in db.Annotations
            .Where(row => row.ProjectId == projectId && row.IsCurrent && row.Action == AnnotationAction.Submit && row.AnnotatorId != null && !row.IsAdjudication)
            .Where(row => row.Item!.State != ItemState.Erased && row.Item.Import!.State == ImportState.Completed)
            .OrderBy(row => row.ItemId).ThenBy(row => row.Sequence)
            .Select(row => new { row.ItemId, row.Item!.IsAudit, Person = row.AnnotatorId!.Value, row.Labels, row.ElapsedMs }))
        {
            ct.ThrowIfCancellationRequested();
            gathered.Add((row.ItemId, row.IsAudit || gold.Contains(row.ItemId)), row.Person, row.Labels, row.ElapsedMs);
        }

        return gathered.ToVotes();
    }

    private sealed class Gathering(ProjectTask task, List<int> labels)
    {
        private readonly Dictionary<int, int> _labels = labels.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        private readonly Dictionary<int, int> _people = [];
        private readonly Dictionary<(int Item, int Person), int> _places = [];
        private readonly List<long> _items = [];
        private readonly List<bool> _isAudit = [];
        private readonly List<List<int>> _times = [];
        private readonly AnswerSets _sets = new();
        private readonly List<Vote> _votes = [];

        public void Add((long Id, bool IsAudit) item, int personId, List<int> given, int elapsedMs)
        {
            int[] known = [.. given.Where(_labels.ContainsKey).Select(id => _labels[id])];
            if (task == ProjectTask.Single && known.Length != 1)
                return;
            var vote = new Vote(ItemIndex(item), PersonIndex(personId), task == ProjectTask.Single ? known[0] : _sets.IndexOf(known));
            if (elapsedMs > 0)
                _times[vote.Annotator].Add(elapsedMs);
            if (_places.TryAdd((vote.Item, vote.Annotator), _votes.Count))
                _votes.Add(vote);
            else
                _votes[_places[(vote.Item, vote.Annotator)]] = vote;   // the later of two is what the person thinks
        }

        public ProjectVotes ToVotes() => new()
        {
            Votes = task == ProjectTask.Single
                ? Votes.Single(_items.Count, _people.Count, labels.Count, [.. _votes])
                : Votes.Multi(_items.Count, _people.Count, labels.Count, _sets, [.. _votes]),
            Items = _items,
            IsAudit = _isAudit,
            People = [.. _people.Keys],
            MedianSeconds = _times.ConvertAll(Median),
            Labels = labels,
        };

        // Rows come item by item.
        private int ItemIndex((long Id, bool IsAudit) item)
        {
            if (_items.Count == 0 || _items[^1] != item.Id)
            {
                _items.Add(item.Id);
                _isAudit.Add(item.IsAudit);
            }

            return _items.Count - 1;
        }

        private int PersonIndex(int personId)
        {
            if (_people.TryAdd(personId, _people.Count))
                _times.Add([]);
            return _people[personId];
        }

        private static double? Median(List<int> times)
        {
            times.Sort();
            return times.Count == 0 ? null : (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2_000.0;
        }
    }
}
