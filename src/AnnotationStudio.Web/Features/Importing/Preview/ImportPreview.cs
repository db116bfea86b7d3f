using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What a column becomes.</summary>
public enum ColumnRole
{
    /// <summary>The text to label.</summary>
    Text,

    /// <summary>Its label or labels.</summary>
    Label,

    /// <summary>The file's own id.</summary>
    Id,

    /// <summary>Kept beside the text.</summary>
    Detail,

    /// <summary>Dropped.</summary>
    LeftOut,
}

/// <summary>The first rows of a file, as they will be read.</summary>
/// <param name="Format">As it is written in a request.</param>
/// <param name="Columns">Names, in the file's order; a plain text has one.</param>
/// <param name="Roles">What each becomes; the first time as the names suggest.</param>
/// <param name="Problem">Why the file cannot be read so, or null.</param>
/// <param name="Aliases">Names in the rows that stand for a label of another name.</param>
/// <param name="Use">What the labels are for.</param>
public sealed record ImportPreview(
    string Format,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ColumnRole> Roles,
    IReadOnlyList<PreviewRow> Rows,
    RejectedRow? Problem,
    IReadOnlyList<(string Alias, string Name)> Aliases,
    ImportedLabels Use);

/// <summary>One row of a preview.</summary>
/// <param name="Cells">A value for each column; null where the row has none.</param>
/// <param name="Labels">What its names stand for.</param>
/// <param name="Problem">Why the row would be rejected, or null.</param>
public sealed record PreviewRow(long Number, IReadOnlyList<string?> Cells, IReadOnlyList<PreviewLabel> Labels, RejectedRow? Problem);

/// <summary>A label of the project, as it is drawn.</summary>
public sealed record PreviewLabel(string Name, int Position, string Color);
