using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using AnnotationStudio.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Which pages there are and whom they let in, read off the pages themselves, so that the frame shows no way that leads nowhere.</summary>
internal static partial class PageRules
{
    private static readonly FrozenDictionary<string, Role> Least = Read().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the page exists and its rule lets this role in.</summary>
    /// <param name="template">As in <c>/projects/{}/items</c>.</param>
    /// <param name="role">In a project: the role there.</param>
    public static bool Opens(string template, Role role) => Least.TryGetValue(template, out var least) && role >= least;

    private static Dictionary<string, Role> Read()
    {
        var rules = new Dictionary<string, Role>(StringComparer.OrdinalIgnoreCase);
        foreach (var page in typeof(PageRules).Assembly.GetTypes())
        {
            foreach (var route in page.GetCustomAttributes<RouteAttribute>())
                rules[Parameter().Replace(route.Template, "{}")] = RuleOf(page);
        }

        return rules;
    }

    private static Role RuleOf(Type page) =>
        page.GetCustomAttribute<AuthorizeAttribute>() is { Policy: { } policy } ? Enum.Parse<Role>(policy) : Role.Annotator;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
