using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The command line speaks of projects by name.</summary>
public static class ProjectNames
{
    /// <summary>The project's id, or a problem that names it.</summary>
    public static async Task<Outcome<int>> FindAsync(StudioStore store, string name, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var id = await db.Projects.Where(project => project.Name == name.Trim()).Select(project => (int?)project.Id).SingleOrDefaultAsync(ct);
        return id is { } found ? found : new Problem(ProblemKind.NotFound, $"There is no project named \"{name}\". Make it first: project create --name \"{name}\" …", "--project");
    }
}
