using System.Text;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Finds a project's labels by what files call them: their names and aliases, whatever the case.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);

    public LabelIndex(ProjectTask task, IEnumerable<Label> labels)
    {
        Task = task;
        var current = labels.Where(label => label.RetiredAt is null).ToList();
        foreach (var label in current)
            _ids.TryAdd(Clean(label.Name), label.Id);
        foreach (var label in current)
            foreach (var alias in label.Aliases)
                _ids.TryAdd(Clean(alias), label.Id);
    }

    public ProjectTask Task { get; }

    /// <summary>Ids of the labels, ascending, each once; or why the names cannot be taken.</summary>
    public (int[]? Ids, RejectedRow? Problem) Resolve(long row, IReadOnlyList<string> names)
    {
        var ids = new SortedSet<int>();
        foreach (var name in names)
        {
            if (!_ids.TryGetValue(Clean(name), out var id))
                return (null, Unknown(row, name));
            ids.Add(id);
        }

        return Task == ProjectTask.Single && ids.Count > 1
            ? (null, new RejectedRow(row, $"{ids.Count} labels, and this project takes one", "Keep one of them", RejectedRow.Excerpt(string.Join(" | ", names))))
            : ([.. ids], null);
    }

    private static RejectedRow Unknown(long row, string name)
    {
        var value = RejectedRow.Excerpt(name.Trim());
        return new RejectedRow(row, $"Class \"{value}\" is not in this project", "Add it, or give it an alias", value);
    }

    private static string Clean(string name) => name.Trim().Normalize(NormalizationForm.FormC);
}
