using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>On how many items people split. Audit items are left out: nobody may learn from what was said of them.</summary>
/// <param name="Items">Items on which not all said the same.</param>
/// <param name="HiddenItems">Such items that are reserved for audit.</param>
/// <param name="ByPeople">By two people, as <see cref="Splits.People"/> gives them.</param>
/// <param name="ByLabels">By two labels, as <see cref="Splits.Labels"/> gives them.</param>
internal sealed record SplitCounts(
    int Items, int HiddenItems, IReadOnlyDictionary<(int First, int Second), int> ByPeople, IReadOnlyDictionary<(int First, int Second), int> ByLabels)
{
    public static SplitCounts Of(ProjectVotes read, CancellationToken ct)
    {
        var (items, hidden) = (0, 0);
        var (people, labels) = (new Dictionary<(int, int), int>(), new Dictionary<(int, int), int>());
        var known = new Dictionary<(int, int), IReadOnlySet<(int, int)>>();
        for (var item = 0; item < read.Items.Count; item++)
        {
            ct.ThrowIfCancellationRequested();
            if (!Splits.Any(read.Votes, item))
                continue;
            if (read.IsAudit[item])
            {
                hidden++;
                continue;
            }

            items++;
            foreach (var pair in Splits.People(read.Votes, item))
                CollectionsMarshal.GetValueRefOrAddDefault(people, pair, out _)++;
            foreach (var pair in LabelsOf(read.Votes, item, known))
                CollectionsMarshal.GetValueRefOrAddDefault(labels, pair, out _)++;
        }

        return new(items, hidden, people, labels);
    }

    // Two answers are most of it, and the same two come again and again.
    private static IReadOnlySet<(int First, int Second)> LabelsOf(Votes votes, int item, Dictionary<(int, int), IReadOnlySet<(int, int)>> known)
    {
        if (votes.AnswersOf(item) is not [var one, var other])
            return Splits.Labels(votes, item);
        ref var split = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (one, other), out _);
        return split ??= Splits.Labels(votes, item);
    }
}
