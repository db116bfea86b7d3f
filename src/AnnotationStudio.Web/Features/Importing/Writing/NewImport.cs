namespace AnnotationStudio.Web.Features.Importing;

/// <summary>A file that somebody who may has sent.</summary>
/// <param name="Name">As it is listed.</param>
internal sealed record NewImport(int ProjectId, int? PersonId, string Name, ImportFormat Format, ImportRequest Request);
