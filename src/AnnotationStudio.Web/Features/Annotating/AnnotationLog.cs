using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Everything that was decided, in the order in which it was committed.</summary>
public sealed class AnnotationLog(StudioStore store, ProjectGate gate, LabelBook labels)
{
    private const int LongestPage = 10_000;
    private const string Imported = "imported";

    /// <summary>The decisions after a sequence, oldest first, for leads.</summary>
    public async Task<Outcome<IReadOnlyList<LoggedAnnotation>>> ReadAsync(Caller caller, int projectId, long after, int limit, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Lead, ct);
        if (!seat.IsDone)
            return seat.Problem;
        if (limit is < 1 or > LongestPage)
            return Problem.Invalid("limit", $"Ask for 1 to {LongestPage:N0} annotations at once.");
        var page = await labels.OfAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        var rows = await db.Annotations
            .Where(row => row.ProjectId == projectId && row.Sequence > after)
            .OrderBy(row => row.Sequence)
            .Take(limit)
            .Select(row => new { row.Sequence, row.Key, row.ItemId, row.Annotator!.DisplayName, row.Action, row.Labels, row.Comment, row.ElapsedMs, row.CreatedAt, row.Supersedes })
            .ToListAsync(ct);
        return rows.ConvertAll(row => new LoggedAnnotation(
            row.Sequence, row.Key, row.ItemId, row.DisplayName ?? Imported, row.Action, page.NamesOf(row.Labels), row.Comment, row.ElapsedMs, row.CreatedAt, row.Supersedes));
    }
}

/// <summary>One row of the log. The annotator is a display name.</summary>
public sealed record LoggedAnnotation(
    long Sequence,
    Guid Key,
    long ItemId,
    string Annotator,
    AnnotationAction Action,
    IReadOnlyList<string> Labels,
    string? Comment,
    int ElapsedMs,
    DateTimeOffset CreatedAt,
    long? Supersedes);
