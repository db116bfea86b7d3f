using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Problems as forms look for them.</summary>
internal static class ProblemLists
{
    /// <summary>What is wrong with this field, or null.</summary>
    public static string? Of(this IReadOnlyList<Problem> problems, string field) => problems.FirstOrDefault(problem => problem.Field == field)?.Message;

    /// <summary>Whether anything of this part of a form is wrong: <c>labels</c>, <c>settings</c>.</summary>
    public static bool TouchPart(this IReadOnlyList<Problem> problems, string part) => problems.Any(problem => problem.Field?.StartsWith(part, StringComparison.Ordinal) == true);
}
