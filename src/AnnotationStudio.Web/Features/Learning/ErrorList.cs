using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The fix queue as pages need it: by ids, without what a lead has settled.</summary>
internal sealed record ErrorList(long[] Items, TrainingSet Data, IReadOnlyList<int> LabelIds, IReadOnlyList<Conflict> Conflicts)
{
    private const double LeastDoubt = .5;

    /// <summary>Items that a lead has settled.</summary>
    public required IReadOnlySet<long> Settled { get; init; }

    /// <summary>Indexes of items on which people's votes, weighed, hold another label likelier than the one that counts.</summary>
    public required IReadOnlySet<int> Split { get; init; }

    public List<FoundSuspect> OfLabels(SearchedErrors searched, int most)
    {
        int[] given = [.. Data.Targets.Select(target => target[0])];
        var suspects = FixQueue.Order(searched.OutOfSample, given, Conflicts, Items.Length)
            .Select(suspect => (suspect.Item, suspect.Doubt, Likely: new[] { suspect.Likely }, Share: (double)searched.OutOfSample[suspect.Item][suspect.Likely]));
        return Take(suspects, searched.Errors, most);
    }

    public List<FoundSuspect> OfSets(SearchedErrors searched, int most)
    {
        var suspects = FixQueue.OrderItems(searched.Wrong!, Conflicts, Items.Length)
            .Select(suspect => (suspect.Item, suspect.Doubt, Likely: Turned(Data.Targets[suspect.Item], suspect.Labels), Share: Share(searched.OutOfSample[suspect.Item], suspect)));
        return Take(suspects, searched.Errors, most);
    }

    private List<FoundSuspect> Take(IEnumerable<(int Item, double Doubt, int[] Likely, double Share)> suspects, Interval errors, int most) =>
    [
        .. suspects
            .Where(suspect => !Settled.Contains(Items[suspect.Item]))
            .Select((suspect, place) => (suspect, IsCounted: place < (int)Math.Round(errors.Value)))
            .Where(one => one.IsCounted || one.suspect.Doubt > LeastDoubt || Split.Contains(one.suspect.Item))
            .Take(most)
            .Select(one => new FoundSuspect(Items[one.suspect.Item], Ids(Data.Targets[one.suspect.Item]), Ids(one.suspect.Likely), one.suspect.Share, one.suspect.Doubt, one.IsCounted)),
    ];

    private List<int> Ids(IEnumerable<int> labels) => [.. labels.Select(label => LabelIds[label]).Order()];

    private double Share(ReadOnlySpan<float> row, SuspectSet suspect)
    {
        var worst = suspect.Labels[0];
        return Array.BinarySearch(Data.Targets[suspect.Item], worst) >= 0 ? 1 - row[worst] : row[worst];
    }

    private static int[] Turned(int[] given, IReadOnlyList<int> inDoubt) => [.. given.Except(inDoubt).Concat(inDoubt.Except(given))];
}
