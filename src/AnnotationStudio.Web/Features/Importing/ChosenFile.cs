namespace AnnotationStudio.Web.Features.Importing;

/// <summary>A file that somebody chose or dropped.</summary>
public sealed record ChosenFile(string Name, long Bytes);
