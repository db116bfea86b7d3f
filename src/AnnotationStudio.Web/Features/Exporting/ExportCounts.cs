namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>How many rows a file would have.</summary>
public sealed record ExportCounts(int Labelled, int Unlabelled, int Annotations);
