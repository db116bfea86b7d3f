using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Items that several people labelled, and for which their votes, weighed by how good each is and by the models, speak for another label than the one that counts.</summary>
internal static class SplitVotes
{
    private const int FewestVotes = 2;

    /// <returns>Indexes of the items.</returns>
    public static HashSet<int> Find(
        StudioDbContext db, int projectId, long[] items, IReadOnlyList<int> labelIds, IReadOnlyList<int[]> given, ProbabilityMatrix outOfSample, CancellationToken ct)
    {
        var votes = Read(db, projectId, items, labelIds);
        if (votes.Count == 0)
            return [];
        var posterior = new ModelAssisted(outOfSample).Aggregate(votes, ct).Posterior;
        return [.. Enumerable.Range(0, items.Length).Where(item => votes.CountOf(item) >= FewestVotes && posterior[item][given[item][0]] < .5)];
    }

    /// <summary>What people said of these items, by the labels that count now; what leads decided, and what came with files, left out.</summary>
    public static Votes Read(StudioDbContext db, int projectId, long[] items, IReadOnlyList<int> labelIds)
    {
        var rows = db.Annotations
            .Where(row => row.ProjectId == projectId && row.IsCurrent && row.Action == AnnotationAction.Submit && row.AnnotatorId != null && !row.IsAdjudication)
            .Where(row => row.Item!.State == ItemState.Labelled && !row.Item.IsAudit)
            .OrderBy(row => row.Sequence)
            .Select(row => new { row.ItemId, Person = row.AnnotatorId!.Value, row.Labels });
        var itemAt = items.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        var labelAt = labelIds.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        var effective = EffectiveLabels.Read(db, projectId);
        var people = new Dictionary<int, int>();
        var votes = new Dictionary<(int Item, int Person), Vote>();
        foreach (var row in rows)
        {
            if (!itemAt.TryGetValue(row.ItemId, out var item) || effective.Counting(row.Labels) is not [var id] || !labelAt.TryGetValue(id, out var label))
                continue;
            people.TryAdd(row.Person, people.Count);
            votes[(item, people[row.Person])] = new Vote(item, people[row.Person], label);
        }

        return Votes.Single(items.Length, people.Count, labelIds.Count, [.. votes.Values]);
    }
}
