using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>An import from its first row to its end, and what is to be done about one that never ended.</summary>
public sealed class Importer
{
    private readonly StudioStore _store;
    private readonly ImportLine _line;
    private readonly TimeProvider _time;
    private readonly ImportPipeline _pipeline;
    private readonly ImportCompletion _completion;
    private readonly ImportRemoval _removal;

    private readonly ILogger<Importer> _logger;

    public Importer(StudioStore store, ImportLine line, SliceLimit limit, ImportPipeline pipeline, TimeProvider time, ILogger<Importer> logger)
    {
        (_store, _line, _pipeline, _time, _logger) = (store, line, pipeline, time, logger);
        var votes = new ImportVotes(store, time);
        _completion = new ImportCompletion(store, limit, votes, time);
        _removal = new ImportRemoval(store, votes);
    }

    /// <summary>Reads the whole file. Whatever goes wrong, nothing half-done remains.</summary>
    /// <returns>The summary, and whether a round became due.</returns>
    internal async Task<(ImportSummary Summary, bool RoundIsDue)> ImportAsync(NewImport file, Stream stream, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        using var turn = await _line.EnterAsync(file.ProjectId, ct);
        var started = _time.GetTimestamp();
        await SweepAsync(file.ProjectId, ct);
        var source = await SourceAsync(file, stream, ct);
        var import = await BeginAsync(file, source.Use, ct);
        var counts = new ImportCounts();
        var state = ImportState.Refused;
        var roundIsDue = false;
        try
        {
            await _pipeline.RunAsync(import, source, counts, Report, ct);
            if (!counts.Refuses(file.Request.KeepGoodRows))
            {
                roundIsDue = await _completion.CompleteAsync(import, counts, ct);
                state = ImportState.Completed;
            }
        }
        finally
        {
            if (state == ImportState.Refused)
                await RefuseAsync(import, counts);
        }

        Log.Imported(_logger, import.ImportId, import.ProjectId, state, counts.Accepted, counts.Duplicates, counts.Rejected, _time.GetElapsedTime(started).TotalSeconds);
        return (counts.Summary(import.ImportId, state), roundIsDue);

        void Report(ImportProgress done)
        {
            _line.Report(file.ProjectId, done);
            progress?.Report(done);
        }
    }

    internal ImportProgress? Progress(int projectId) => _line.Progress(projectId);

    /// <summary>Takes out the items of an import that its row says is undone.</summary>
    internal async Task RemoveAsync(int projectId, int importId, CancellationToken ct)
    {
        using var turn = await _line.EnterAsync(projectId, ct);
        await _removal.RemoveAsync(projectId, importId, areCounted: true, ct);
    }

    /// <summary>Clears what imports left behind that a crash cut off, in every project.</summary>
    internal async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await _store.ReadAsync(ct);
        var projects = await db.Imports.Where(import => import.State != ImportState.Completed).Select(import => import.ProjectId).Distinct().ToListAsync(ct);
        foreach (var projectId in projects)
        {
            using var turn = await _line.EnterAsync(projectId, ct);
            await SweepAsync(projectId, ct);
        }
    }

    // Whoever has the project's turn knows that no other import of it is alive.
    private async Task SweepAsync(int projectId, CancellationToken ct)
    {
        await using var db = await _store.ReadAsync(ct);
        var ended = await db.Imports.Where(import => import.ProjectId == projectId && import.State != ImportState.Completed)
            .Select(import => new { import.Id, import.State }).ToListAsync(ct);
        foreach (var import in ended)
        {
            if (import.State == ImportState.Running)
                await EndAsync(import.Id, counts: null);
            if (await ImportRemoval.IsLeftAsync(db, projectId, import.Id, ct))
                await _removal.RemoveAsync(projectId, import.Id, areCounted: import.State == ImportState.Undone, ct);
        }
    }

    private async Task<ImportSource> SourceAsync(NewImport file, Stream stream, CancellationToken ct)
    {
        await using var db = await _store.ReadAsync(ct);
        var project = await db.Projects.Include(row => row.Labels).SingleAsync(row => row.Id == file.ProjectId, ct);
        return new ImportSource(stream, file.Format, new RowColumns(file.Request), new LabelIndex(project.Task, project.Labels), project.Settings.ImportedLabels);
    }

    private Task<ImportUnderWay> BeginAsync(NewImport file, ImportedLabels use, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        return _store.WriteAsync(
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
        await _removal.RemoveAsync(import.ProjectId, import.ImportId, areCounted: false, CancellationToken.None);
    }

    private Task<int> EndAsync(int importId, ImportCounts? counts)
    {
        var now = _time.GetUtcNow();
        return _store.WriteAsync(
            db => db.Imports.Where(row => row.Id == importId && row.State == ImportState.Running).ExecuteUpdate(set => set
                .SetProperty(row => row.State, ImportState.Refused)
                .SetProperty(row => row.Duplicates, row => counts == null ? row.Duplicates : counts.Duplicates)
                .SetProperty(row => row.Rejected, row => counts == null ? row.Rejected : counts.Rejected)
                .SetProperty(row => row.FinishedAt, now)),
            CancellationToken.None);
    }
}
