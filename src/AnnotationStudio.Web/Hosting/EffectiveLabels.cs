using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What labels count as, after all changes of a project's labels that were not undone. Whoever reads what people said asks here.</summary>
public sealed class EffectiveLabels
{
    private const string Active = """SELECT "LabelId", "IntoId" FROM "LabelChanges" WHERE "ProjectId" = @0 AND "Maps" AND "UndoneAt" IS NULL""";

    private readonly Dictionary<int, int?> _into;

    /// <param name="changes">Each label that was merged, with what it counts as; null for one that was given up.</param>
    public EffectiveLabels(IEnumerable<(int Label, int? Into)> changes)
    {
        _into = [];
        foreach (var (label, into) in changes)
            _into[label] = into;
    }

    /// <summary>No label counts as another.</summary>
    public bool AreAsSaid => _into.Count == 0;

    /// <summary>Labels that were merged or given up.</summary>
    public IReadOnlyCollection<int> Changed => _into.Keys;

    /// <summary>Inside the writer.</summary>
    public static EffectiveLabels InWriter(StudioDbContext db, int projectId) => new(db.ReadAll(
        Active, row => (row.GetInt32(0), row.IsDBNull(1) ? null : (int?)row.GetInt32(1)), projectId));

    public static EffectiveLabels Read(StudioDbContext db, int projectId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return new(db.LabelChanges.Where(change => change.ProjectId == projectId && change.Maps && change.UndoneAt == null)
            .OrderBy(change => change.Id).Select(change => new { change.LabelId, change.IntoId }).AsEnumerable().Select(change => (change.LabelId, change.IntoId)));
    }

    /// <summary>What one label counts as; null where it was given up, so that it is no answer any more.</summary>
    public int? Of(int label)
    {
        // A chain has no circle: who was merged is retired, and nothing is merged into a retired label.
        int? at = label;
        while (at is { } here && _into.TryGetValue(here, out var into))
            at = into;
        return at;
    }

    /// <summary>What an answer counts as, ascending; null where a label of it was given up: then it has to be asked anew.</summary>
    public List<int>? Counting(IReadOnlyList<int> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        if (AreAsSaid)
            return [.. said];
        var counting = new SortedSet<int>();
        foreach (var label in said)
        {
            if (Of(label) is not { } effective)
                return null;
            counting.Add(effective);
        }

        return [.. counting];
    }

    /// <summary>What an answer means to compare people by: merged labels are one, those that were given up stay as they were said.</summary>
    public List<int> Meaning(IReadOnlyList<int> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return AreAsSaid ? [.. said] : [.. said.Select(label => Of(label) ?? label).Distinct().Order()];
    }

    /// <summary>Whether two answers are the same one, whatever the labels were called when each was given.</summary>
    public bool AreTheSame(IReadOnlyList<int> one, IReadOnlyList<int> other) => AreAsSaid ? one.SequenceEqual(other) : Meaning(one).SequenceEqual(Meaning(other));

    /// <summary>The label and all that were merged into it, ascending.</summary>
    public List<int> ThatCountAs(int label) => [.. _into.Keys.Where(other => Passes(other, label)).Append(label).Distinct().Order()];

    private bool Passes(int from, int label)
    {
        int? at = from;
        while (at is { } here && here != label)
            at = _into.TryGetValue(here, out var into) ? into : null;
        return at == label;
    }
}
