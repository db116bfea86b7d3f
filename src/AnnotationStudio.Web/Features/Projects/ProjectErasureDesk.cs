using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Makes a project and everything in it go for good. That it was there, and who erased it, stays in the activity.</summary>
public sealed class ProjectErasureDesk(StudioStore store, ProjectGate gate, ArtifactStore artifacts, StudioEvents events, TimeProvider time)
{
    private const int SliceSize = 150;   // about 20 ms of the writer

    /// <param name="name">The project's name, typed once more, so that nobody erases another than they mean.</param>
    public async Task<Outcome<Done>> EraseAsync(Caller caller, int projectId, string name, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        if (await store.WriteAsync(db => Close(db, projectId, name, now), ct) is { } problem)
            return problem;
        events.Publish(Happening.RunChanged, projectId);
        // From here on it is finished whoever leaves the page: half an erasure is none.
        while (await store.WriteSliceAsync(db => EraseSlice(db, projectId), CancellationToken.None))
        {
        }

        var unused = await store.WriteAsync(db => EraseRest(db, projectId, caller.PersonId, now), CancellationToken.None);
        events.Publish(Happening.TextErased, projectId);
        unused.ForEach(artifacts.Delete);
        events.Publish(Happening.ItemsChanged, projectId);
        events.Publish(Happening.ModelChanged, projectId);
        events.Publish(Happening.ProjectChanged, projectId);
        return Done.Value;
    }

    // Nobody gets an item of it any more, and no run begins.
    private static Problem? Close(StudioDbContext db, int projectId, string name, DateTimeOffset now)
    {
        var project = db.Projects.AsTracking().Single(row => row.Id == projectId);
        if (!project.Name.Equals(LabelRules.Clean(name), StringComparison.Ordinal))
            return Problem.Invalid("name", "This is not the project's name. Type it exactly as it is written above.");
        if (db.Imports.Any(import => import.ProjectId == projectId && import.State == ImportState.Running))
            return Problem.Conflict("A file is being imported into this project. Wait until it is done, or stop it first.");
        project.State = ProjectState.Archived;
        db.SaveChanges();
        ProjectRuns.Stop(db, projectId, "The project is being erased.", now);
        return null;
    }

    // Annotations, assignments and queue entries go with their items.
    private static bool EraseSlice(StudioDbContext db, int projectId)
    {
        var ids = db.Items.Where(item => item.ProjectId == projectId).OrderBy(item => item.Id).Select(item => item.Id).Take(SliceSize).ToList();
        db.Items.Where(item => ids.Contains(item.Id)).ExecuteDelete();
        return ids.Count == SliceSize;
    }

    /// <returns>Artifacts that no other version names.</returns>
    private static List<string> EraseRest(StudioDbContext db, int projectId, int? adminId, DateTimeOffset now)
    {
        var versions = db.ModelVersions.Where(model => model.ProjectId == projectId);
        var others = db.ModelVersions.Where(model => model.ProjectId != projectId);
        var hashes = versions.AsEnumerable().SelectMany(ArtifactsOf).Distinct().Where(hash => !others.Any(other => other.ArtifactHash == hash || other.FeaturesHash == hash || other.DataHash == hash)).ToList();
        db.Projects.Where(project => project.Id == projectId).ExecuteDelete();
        db.Activity.Add(new ActivityEntry { At = now, PersonId = adminId, ProjectId = projectId, What = "project-erased" });
        db.SaveChanges();
        return hashes;
    }

    private static IEnumerable<string> ArtifactsOf(ModelVersion version) => new[] { version.ArtifactHash, version.FeaturesHash, version.DataHash }.OfType<string>();
}
