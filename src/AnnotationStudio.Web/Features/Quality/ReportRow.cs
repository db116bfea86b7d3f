namespace AnnotationStudio.Web.Features.Quality;

/// <summary>A row of the report: its name, then figures; grey where there are too few to judge.</summary>
public sealed record ReportRow(IReadOnlyList<string> Cells, bool IsThin);
