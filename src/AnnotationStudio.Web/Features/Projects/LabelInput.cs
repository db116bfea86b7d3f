namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A label as somebody writes it.</summary>
/// <remarks>With the id of a label that is there, another name renames it; without, labels are known by their name.</remarks>
public sealed record LabelInput(
    string Name,
    IReadOnlyList<string>? Aliases = null,
    IReadOnlyList<string>? Parents = null,
    string? Description = null,
    string? Color = null,
    string? Hotkey = null,
    int? Id = null);
