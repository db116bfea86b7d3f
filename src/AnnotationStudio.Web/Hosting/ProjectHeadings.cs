using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What the frame says about the project a page is in: how many labels can be chosen, and what the caller is there.</summary>
public sealed record ProjectHeading(int Id, string Name, ProjectTask Task, ProjectState State, int Labels, Role Role);

/// <summary>Tells the frame where it is.</summary>
public sealed class ProjectHeadings(StudioStore store, ProjectGate gate)
{
    /// <summary>Null when there is no such project, or it is not the caller's.</summary>
    public async Task<ProjectHeading?> FindAsync(Caller caller, int projectId, CancellationToken ct)
    {
        var entered = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!entered.IsDone)
            return null;
        var role = entered.Value.Role;
        await using var db = await store.ReadAsync(ct);
        return await db.Projects
            .Where(project => project.Id == projectId)
            .Select(project => new ProjectHeading(
                project.Id, project.Name, project.Task, project.State, project.Labels.Count(label => label.RetiredAt == null), role))
            .SingleOrDefaultAsync(ct);
    }
}
