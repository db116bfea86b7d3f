using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Gives leads the list of what an import did not take.</summary>
public sealed class RejectedRowsDesk(StudioStore store, ProjectGate gate, RejectedRowsFolder folder)
{
    /// <summary>The list as a file to mend by.</summary>
    public async Task<Outcome<RejectedRowsList>> FindAsync(Caller caller, int projectId, int importId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var name = await db.Imports.Where(import => import.Id == importId && import.ProjectId == projectId).Select(import => import.FileName).SingleOrDefaultAsync(ct);
        if (name is null)
            return Problem.NotFound("import");
        return folder.Find(importId) is { } path
            ? new RejectedRowsList(path, $"{Path.GetFileNameWithoutExtension(name)}-rejected.csv")
            : new Problem(ProblemKind.NotFound, $"No list of rejected rows is left of this import. Lists are kept for {RejectedRowsFolder.Kept.TotalDays} days; import the file again to get a new one.");
    }
}

/// <summary>A list of rejected rows.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What to call it for whoever takes it away.</param>
public sealed record RejectedRowsList(string Path, string Name);
