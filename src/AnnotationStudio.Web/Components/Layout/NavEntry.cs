using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Components.Layout;

/// <summary>One entry of the frame's navigation: the page's route has its parameters as <c>{}</c>; <c>IsWhole</c> where only that very address counts as being there.</summary>
internal sealed record NavEntry(string Title, string Glyph, string Template, bool IsWhole = false)
{
    private static readonly NavEntry[] Everywhere =
    [
        new("My projects", "projects", "/", IsWhole: true),
        new("People", "people", "/people"),
        new("Encoders", "model", "/admin/encoders"),
        new("Account", "person", "/account"),
    ];

    private static readonly NavEntry[] InProject =
    [
        new("Home", "home", "/projects/{}", IsWhole: true),
        new("Annotate", "label", "/projects/{}/annotate"),
        new("Items", "list", "/projects/{}/items"),
        new("Models", "models", "/projects/{}/models"),
        new("Review", "eye", "/projects/{}/review"),
        new("Quality", "quality", "/projects/{}/quality"),
        new("Gold", "check", "/projects/{}/gold"),
        new("Map", "map", "/projects/{}/map"),
        new("Simulate", "pulse", "/projects/{}/simulate"),
        new("My work", "person", "/projects/{}/me"),
        new("Rules", "rules", "/projects/{}/rules"),
        new("Import", "import", "/projects/{}/import"),
        new("Export", "export", "/projects/{}/export"),
        new("Settings", "settings", "/projects/{}/settings"),
    ];

    /// <summary>The pages of a project that let this role in.</summary>
    public static List<NavEntry> Of(ProjectHeading project) => [.. InProject.Where(entry => PageRules.Opens(entry.Template, project.Role))];

    /// <summary>The pages outside projects that let this role in.</summary>
    public static List<NavEntry> Of(Role role) => [.. Everywhere.Where(entry => PageRules.Opens(entry.Template, role))];

    /// <summary>The address, relative to the site's base.</summary>
    public string Address(int? projectId) => Template.Replace("{}", $"{projectId}", StringComparison.Ordinal).TrimStart('/');
}
