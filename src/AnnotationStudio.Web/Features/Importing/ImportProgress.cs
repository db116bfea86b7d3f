namespace AnnotationStudio.Web.Features.Importing;

/// <summary>How far an import has come.</summary>
public readonly record struct ImportProgress(long BytesRead, long Rows, int Accepted, int Duplicates, int Rejected);
