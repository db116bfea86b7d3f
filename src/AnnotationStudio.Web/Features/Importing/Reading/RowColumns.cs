namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Which field or column means what. A name that is null is the usual one; one that is empty says that there is none.</summary>
internal sealed class RowColumns(ImportRequest request)
{
    private static readonly string[] _usualLabels = ["label", "labels"];

    public string Text { get; } = string.IsNullOrWhiteSpace(request.TextColumn) ? "text" : request.TextColumn;

    /// <summary>Any of them; more than one only where none was named.</summary>
    public IReadOnlyList<string> Labels { get; } = request.LabelColumn is null ? _usualLabels : IsNamed(request.LabelColumn) ? [request.LabelColumn] : [];

    public bool LabelIsNamed { get; } = IsNamed(request.LabelColumn);

    /// <summary>Null where there is none.</summary>
    public string? Id { get; } = request.IdColumn is null ? "id" : IsNamed(request.IdColumn) ? request.IdColumn : null;

    public bool IdIsNamed { get; } = IsNamed(request.IdColumn);

    public IReadOnlyList<string> LeaveOut { get; } = request.LeaveOut;

    private static bool IsNamed(string? column) => !string.IsNullOrWhiteSpace(column);
}
