using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Brings files into projects, and takes them out again.</summary>
public sealed class ImportDesk(StudioStore store, ProjectGate gate, Importer importer, StudioEvents events, TimeProvider time)
{
    private const int LongestFileName = 260;
    private const int MostListed = 200;

    /// <summary>Reads the file as it streams in. A refused file is an answer too: its summary says so, and why.</summary>
    public async Task<Outcome<ImportSummary>> ImportAsync(
        Caller caller, int projectId, Stream stream, ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (ImportFormats.Of(request.Format, request.FileName) is var format && !format.IsDone)
            return format.Problem;
        if (await CheckOpenAsync(projectId, ct) is { } archived)
            return archived;
        var file = new NewImport(projectId, caller.PersonId, NameOf(request.FileName, format.Value), format.Value, request);
        try
        {
            var (summary, roundIsDue) = await importer.ImportAsync(file, stream, progress, ct);
            if (summary.Labelled + summary.Votes > 0)
                events.Publish(Happening.LabelsArrived, projectId);
            if (roundIsDue)
                events.Publish(Happening.RunChanged, projectId);
            return summary;
        }
        finally
        {
            // Also when it was cut off: the list of imports has changed.
            events.Publish(Happening.ItemsChanged, projectId);
        }
    }

    /// <summary>How far the project's import has come; null when none is under way.</summary>
    public async Task<Outcome<ImportProgress?>> ProgressAsync(Caller caller, int projectId, CancellationToken ct) =>
        await gate.EnterAsync(caller, projectId, Role.Lead, ct) is { IsDone: false, Problem: var refusal } ? refusal : importer.Progress(projectId);

    /// <summary>The project's imports, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<ImportView>>> ListAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        return await db.Imports.Where(import => import.ProjectId == projectId).OrderByDescending(import => import.Id).Take(MostListed)
            .Select(import => new ImportView(
                import.Id, import.FileName, import.Format, import.State, import.Accepted, import.Duplicates, import.Conflicts, import.Rejected,
                db.People.Where(person => person.Id == import.PersonId).Select(person => person.DisplayName).FirstOrDefault(), import.CreatedAt))
            .ToListAsync(ct);
    }

    /// <summary>What would be gone if the import were undone.</summary>
    public async Task<Outcome<UndoConsequence>> WeighUndoAsync(Caller caller, int projectId, int importId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var items = db.Items.Where(item => item.ImportId == importId && item.ProjectId == projectId && item.State != ItemState.Erased);
        return new UndoConsequence(
            await items.CountAsync(ct),
            await db.Annotations.CountAsync(annotation => annotation.Item!.ImportId == importId && annotation.ProjectId == projectId && annotation.AnnotatorId != null && annotation.IsCurrent, ct));
    }

    /// <summary>The import's items are gone, and with them what people said of them.</summary>
    public async Task<Outcome<Done>> UndoAsync(Caller caller, int projectId, int importId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (await store.WriteAsync(db => MarkUndone(db, projectId, importId, caller), ct) is { } problem)
            return problem;
        events.Publish(Happening.ItemsChanged, projectId);
        // The row says that it is undone, so it must become true even when whoever asked has gone.
        await importer.RemoveAsync(projectId, importId, CancellationToken.None);
        events.Publish(Happening.ItemsChanged, projectId);
        events.Publish(Happening.LabelsArrived, projectId);
        return Done.Value;
    }

    private Problem? MarkUndone(StudioDbContext db, int projectId, int importId, Caller caller)
    {
        var now = time.GetUtcNow();
        var state = db.Imports.Where(import => import.Id == importId && import.ProjectId == projectId).Select(import => (ImportState?)import.State).SingleOrDefault();
        if (state is null)
            return Problem.NotFound("import");
        if (state != ImportState.Completed)
            return Problem.Conflict(state == ImportState.Running ? "This import is still running. Wait for its end." : "Nothing of this import is left to undo.");
        db.Imports.Where(import => import.Id == importId).ExecuteUpdate(set => set.SetProperty(import => import.State, ImportState.Undone));
        db.Activity.Add(new ActivityEntry { At = now, PersonId = caller.PersonId, ProjectId = projectId, What = "import-undone", SubjectId = importId });
        db.SaveChanges();
        return null;
    }

    private async Task<Problem?> CheckOpenAsync(int projectId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        return await db.Projects.AnyAsync(project => project.Id == projectId && project.State == ProjectState.Archived, ct)
            ? Problem.Conflict("This project is archived. Open it again before adding items.")
            : null;
    }

    // Names come from other machines: whatever folders they carry stay behind.
    private static string NameOf(string? fileName, ImportFormat format)
    {
        var name = (fileName ?? "").Split('/', '\\')[^1].Trim();
        return name.Length == 0 ? $"upload.{format.Word}" : name.Length > LongestFileName ? name[..LongestFileName] : name;
    }
}
