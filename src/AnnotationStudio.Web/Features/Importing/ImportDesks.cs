namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What the page of imports works with.</summary>
public sealed record ImportDesks(ImportDesk Imports, PreviewDesk Previews);
