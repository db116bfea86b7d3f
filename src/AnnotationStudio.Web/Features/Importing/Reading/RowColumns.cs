namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Which field or column means what.</summary>
internal sealed class RowColumns(ImportRequest request)
{
    private static readonly string[] _usualLabels = ["label", "labels"];

    public string Text { get; } = Named(request.TextColumn) ?? "text";

    /// <summary>Any of them; more than one only where none was named.</summary>
    public IReadOnlyList<string> Labels { get; } = Named(request.LabelColumn) is { } label ? [label] : _usualLabels;

    public bool LabelIsNamed { get; } = Named(request.LabelColumn) is not null;

    public string Id { get; } = Named(request.IdColumn) ?? "id";

    public bool IdIsNamed { get; } = Named(request.IdColumn) is not null;

    public IReadOnlyList<string> LeaveOut { get; } = request.LeaveOut;

    private static string? Named(string? column) => string.IsNullOrWhiteSpace(column) ? null : column;
}
