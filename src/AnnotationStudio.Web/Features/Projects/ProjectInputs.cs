using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A project to be made.</summary>
public sealed record NewProject(string Name, ProjectTask Task, IReadOnlyList<LabelInput>? Labels, string? Guidelines = null, SettingsInput? Settings = null);

/// <summary>What to change of a project; what is null stays as it is.</summary>
/// <param name="Labels">The whole new list. Labels that are in use can be renamed by id only on their page, so a name that is missing is retired.</param>
public sealed record ProjectPatch(
    string? Name = null,
    ProjectState? State = null,
    string? Guidelines = null,
    SettingsInput? Settings = null,
    IReadOnlyList<LabelInput>? Labels = null);

/// <summary>Who joins, and as what.</summary>
public sealed record NewMember(string Email, Role Role);
