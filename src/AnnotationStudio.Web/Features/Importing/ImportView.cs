using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>An import as it is listed.</summary>
/// <param name="By">Who sent the file; null where the command line did.</param>
public sealed record ImportView(
    int Id, string FileName, string Format, ImportState State, int Accepted, int Duplicates, int Conflicts, int Rejected, string? By, DateTimeOffset CreatedAt);
