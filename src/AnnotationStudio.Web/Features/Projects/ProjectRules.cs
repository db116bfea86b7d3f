using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>What a project must obey.</summary>
internal static class ProjectRules
{
    private const int LongestName = 200;
    private const int LongestGuidelines = 200_000;

    /// <summary>Everything wrong with a project to be made, so that a form can say it all at once.</summary>
    public static List<Problem> Check(NewProject input) =>
        [.. Some(CheckName(input.Name), CheckGuidelines(input.Guidelines)), .. LabelRules.Check(input.Labels, out _), .. SettingsInput.Check(SettingsOf(input)), .. Some(Check(input.Task, SettingsOf(input)))];

    /// <summary>Everything wrong with what is to be changed.</summary>
    public static List<Problem> Check(ProjectPatch patch) =>
    [
        .. Some(patch.Name is null ? null : CheckName(patch.Name), CheckGuidelines(patch.Guidelines)),
        .. patch.Labels is null ? [] : LabelRules.Check(patch.Labels, out _),
        .. patch.Settings is null ? [] : SettingsInput.Check(patch.Settings.Over(new ProjectSettings())),
    ];

    /// <summary>What is wrong with settings for a task; null where nothing is.</summary>
    public static Problem? Check(ProjectTask task, ProjectSettings settings) => settings.LabelAgain && task == ProjectTask.Multi
        ? Problem.Invalid("settings.labelAgain", "Another opinion is weighed against a new item only where each item has one label. Set labelAgain to false.")
        : null;

    public static ProjectSettings SettingsOf(NewProject input) => (input.Settings ?? new SettingsInput()).Over(new ProjectSettings());

    private static Problem? CheckName(string? name) => LabelRules.Clean(name) is not { Length: > 0 and <= LongestName } clean || clean.Any(char.IsControl)
        ? Problem.Invalid("name", $"Give the project a name of 1 to {LongestName} characters.")
        : null;

    private static Problem? CheckGuidelines(string? guidelines) => guidelines?.Length > LongestGuidelines
        ? Problem.Invalid("guidelines", $"Guidelines have at most {LongestGuidelines:N0} characters.")
        : null;

    private static IEnumerable<Problem> Some(params Problem?[] problems) => problems.OfType<Problem>();
}
