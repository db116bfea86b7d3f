using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>Takes what a project knows out of the studio.</summary>
public sealed class ExportDesk(StudioStore store, ProjectGate gate, TimeProvider time)
{
    /// <summary>The file, whose rows are read only as it is written.</summary>
    public async Task<Outcome<Export>> OpenAsync(Caller caller, int projectId, ExportRequest request, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var name = await db.Projects.Where(project => project.Id == projectId).Select(project => project.Name).SingleAsync(ct);
        var safe = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')).Trim('-');
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var file = $"{(safe.Length == 0 ? "project" : safe)}-{Word(request.Rows)}-{day}.{Word(request.Format)}";
        return new Export(new RowSource(store, projectId, request), request.Format, file);
    }

    /// <summary>How many rows each kind of file would have.</summary>
    public async Task<Outcome<ExportCounts>> CountAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.ItemCount, row.LabelledCount }).SingleAsync(ct);
        return new ExportCounts(
            project.LabelledCount,
            Math.Max(0, project.ItemCount - project.LabelledCount),
            await db.Annotations.CountAsync(row => row.ProjectId == projectId, ct));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
