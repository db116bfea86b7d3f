namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What columns probably mean, by their names and by what is in them.</summary>
internal static class ColumnGuess
{
    private static readonly string[] _texts = ["text", "body", "content", "message", "description"];
    private static readonly string[] _labels = ["label", "labels", "class", "category", "tag", "tags"];
    private static readonly string[] _ids = ["id", "ref", "key"];

    public static IReadOnlyList<ColumnRole> Of(IReadOnlyList<string> columns, IReadOnlyList<string?[]> rows, LabelIndex index)
    {
        var text = Named(columns, _texts) ?? Longest(columns, rows);
        var label = Named(columns, _labels) ?? Labels(columns, rows, index);
        var id = Named(columns, _ids);
        return [.. columns.Select((_, column) =>
            column == text ? ColumnRole.Text : column == label ? ColumnRole.Label : column == id ? ColumnRole.Id : ColumnRole.Detail)];
    }

    private static int? Named(IReadOnlyList<string> columns, string[] names)
    {
        foreach (var name in names)
            for (var index = 0; index < columns.Count; index++)
                if (columns[index].Equals(name, StringComparison.OrdinalIgnoreCase))
                    return index;
        return null;
    }

    // Most of what is in it are labels of the project.
    private static int? Labels(IReadOnlyList<string> columns, IReadOnlyList<string?[]> rows, LabelIndex index)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            var names = rows.Select(row => row[column]).OfType<string>().ToList();
            if (names.Count > 0 && 2 * names.Count(name => index.Resolve(0, name.Split('|')).Problem is null) > names.Count)
                return column;
        }

        return null;
    }

    private static int? Longest(IReadOnlyList<string> columns, IReadOnlyList<string?[]> rows) =>
        columns.Count == 0 ? null : Enumerable.Range(0, columns.Count).MaxBy(index => rows.Sum(row => row[index]?.Length ?? 0));
}
