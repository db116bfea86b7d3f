using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>An import from its first row to its end, and what is to be done about one that never ended.</summary>
public sealed class Importer(StudioStore store, ImportLine line, ImportStages stages, TimeProvider time, ILogger<Importer> logger)
{
    /// <summary>Reads the whole file. Whatever goes wrong, nothing half-done remains.</summary>
    /// <returns>The summary, and whether a round became due.</returns>
    internal async Task<(ImportSummary Summary, bool RoundIsDue)> ImportAsync(NewImport file, Stream stream, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        using var turn = await line.EnterAsync(file.ProjectId, ct);
        var started = time.GetTimestamp();
        await SweepAsync(file.ProjectId, ct);
        var source = await SourceAsync(file, stream, ct);
        var import = await BeginAsync(file, source.Use, ct);
        var counts = new ImportCounts();
        var state = ImportState.Refused;
        var roundIsDue = false;
        try
        {
            await stages.Pipeline.RunAsync(import, source, counts, Report, ct);
            if (!counts.Refuses(file.Request.KeepGoodRows))
            {
                roundIsDue = await stages.Completion.CompleteAsync(import, counts, ct);
                state = ImportState.Completed;
            }
        }
        finally
        {
            if (state == ImportState.Refused)
                await RefuseAsync(import, counts);
        }

        Log.Imported(logger, import.ImportId, import.ProjectId, state, counts.Accepted, counts.Duplicates, counts.Rejected, time.GetElapsedTime(started).TotalSeconds);
        return (counts.Summary(import.ImportId, state), roundIsDue);

        void Report(ImportProgress done)
        {
            line.Report(file.ProjectId, done);
            progress?.Report(done);
        }
    }

    internal ImportProgress? Progress(int projectId) => line.Progress(projectId);

    /// <summary>Takes out the items of an import that its row says is undone.</summary>
    internal async Task RemoveAsync(int projectId, int importId, CancellationToken ct)
    {
        using var turn = await line.EnterAsync(projectId, ct);
        await stages.Removal.RemoveAsync(projectId, importId, areCounted: true, ct);
    }

    /// <summary>Clears what imports left behind that a crash cut off, in every project.</summary>
    internal async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var projects = await db.Imports.Where(import => import.State != ImportState.Completed).Select(import => import.ProjectId).Distinct().ToListAsync(ct);
        foreach (var projectId in projects)
        {
            using var turn = await line.EnterAsync(projectId, ct);
            await SweepAsync(projectId, ct);
        }
    }

    // Whoever has the project's turn knows that no other import of it is alive.
    private async Task SweepAsync(int projectId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var ended = await db.Imports.Where(import => import.ProjectId == projectId && import.State != ImportState.Completed)
            .Select(import => new { import.Id, import.State }).ToListAsync(ct);
        foreach (var import in ended)
        {
            if (import.State == ImportState.Running)
                await EndAsync(import.Id, counts: null);
            if (await ImportRemoval.IsLeftAsync(db, projectId, import.Id, ct))
                await stages.Removal.RemoveAsync(projectId, import.Id, areCounted: import.State == ImportState.Undone, ct);
        }
    }

    private async Task<ImportSource> SourceAsync(NewImport file, Stream stream, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Include(row => row.Labels).SingleAsync(row => row.Id == file.ProjectId, ct);
        return new ImportSource(stream, file.Format, new RowColumns(file.Request), new LabelIndex(project.Task, project.Labels), project.Settings.ImportedLabels);
    }

    private Task<ImportUnderWay> BeginAsync(NewImport file, ImportedLabels use, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync(
            db =>
            {
                var row = new Import { ProjectId = file.ProjectId, PersonId = file.PersonId, FileName = file.Name, Format = file.Format.Word, CreatedAt = now };
                db.Imports.Add(row);
                db.SaveChanges();
                return new ImportUnderWay(row.Id, file.ProjectId, use, now);
            },
            ct);
    }

    // Once begun it is finished, even when whoever asked has gone.
    private async Task RefuseAsync(ImportUnderWay import, ImportCounts counts)
    {
        await EndAsync(import.ImportId, counts);
        await stages.Removal.RemoveAsync(import.ProjectId, import.ImportId, areCounted: false, CancellationToken.None);
    }

    private Task<int> EndAsync(int importId, ImportCounts? counts)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync(
            db => db.Imports.Where(row => row.Id == importId && row.State == ImportState.Running).ExecuteUpdate(set => set
                .SetProperty(row => row.State, ImportState.Refused)
                .SetProperty(row => row.Duplicates, row => counts == null ? row.Duplicates : counts.Duplicates)
                .SetProperty(row => row.Rejected, row => counts == null ? row.Rejected : counts.Rejected)
                .SetProperty(row => row.FinishedAt, now)),
            CancellationToken.None);
    }
}
