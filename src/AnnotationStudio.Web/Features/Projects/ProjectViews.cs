using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A project on the list of one's projects.</summary>
public sealed record ProjectCard(
    int Id, string Name, ProjectTask Task, ProjectState State, Role Role, int Items, int Labelled, int Skipped, int Labels, int? ChampionVersion, ModelTier? ChampionTier);

/// <summary>A project with everything that can be set about it.</summary>
public sealed record ProjectView(
    int Id, string Name, ProjectTask Task, ProjectState State, Role Role, string Guidelines, ProjectSettings Settings, IReadOnlyList<LabelView> Labels, DateTimeOffset CreatedAt);

/// <summary>A label as it is kept.</summary>
public sealed record LabelView(
    int Id, string Name, IReadOnlyList<string> Aliases, IReadOnlyList<string> Parents, string Description, string Color, string Hotkey);

/// <summary>Somebody in a project.</summary>
public sealed record MemberView(int PersonId, string DisplayName, string Email, Role Role, bool IsDisabled);
