using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>Sums over a project's rows, made by the database.</summary>
internal static class OverviewQueries
{
    /// <summary>How many labelled items have each label, and how many audit items of these.</summary>
    public static async Task<Dictionary<int, (int Items, int Audit)>> LabelsAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        // EF Core cannot open a JSON column for each row on SQLite.
        var counts = await db.Database.SqlQuery<LabelRow>(
            $"""
            SELECT "label"."value" AS "Id", COUNT(*) AS "Count", SUM("IsAudit") AS "Audit" FROM "Items", json_each("Items"."Consensus") AS "label"
            WHERE "ProjectId" = {projectId} AND "State" = 'Labelled' GROUP BY 1
            """).ToListAsync(ct);
        return counts.ToDictionary(count => count.Id, count => (count.Count, count.Audit));
    }

    /// <summary>What people decided, by person. Null is what came with files.</summary>
    public static async Task<List<PersonCount>> PeopleAsync(StudioDbContext db, int projectId, int? only, CancellationToken ct)
    {
        var counts = await db.Annotations
            .Where(decision => decision.ProjectId == projectId && decision.IsCurrent && decision.Action != AnnotationAction.Undo)
            .Where(decision => only == null || decision.AnnotatorId == only)
            .GroupBy(decision => decision.AnnotatorId)
            .Select(group => new
            {
                PersonId = group.Key,
                Labels = group.Count(decision => decision.Action == AnnotationAction.Submit),
                Skipped = group.Count(decision => decision.Action != AnnotationAction.Submit),
            })
            .ToListAsync(ct);
        var ids = counts.ConvertAll(count => count.PersonId);
        var names = await db.People.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        var medians = await MediansAsync(db, projectId, ct);
        return
        [
            .. counts
                .Select(count => new PersonCount(
                    count.PersonId,
                    count.PersonId is { } id ? names.GetValueOrDefault(id) : null,
                    count.Labels,
                    count.PersonId is { } timed && medians.TryGetValue(timed, out var median) ? median : null,
                    count.Skipped))
                .OrderByDescending(count => count.PersonId is not null).ThenByDescending(count => count.Labels),
        ];
    }

    /// <summary>Labels that people gave, by day since <paramref name="since"/>, as the server's clock cuts days.</summary>
    public static async Task<Dictionary<DateOnly, int>> DaysAsync(StudioDbContext db, int projectId, int? only, DateTimeOffset since, CancellationToken ct)
    {
        // Times are kept as UTC ticks, so a day is a division.
        var (from, shift) = (since.UtcTicks, since.Offset.Ticks);
        var days = await db.Database.SqlQuery<DayRow>(
            $"""
            SELECT ("CreatedAt" + {shift}) / {TimeSpan.TicksPerDay} AS "Day", COUNT(*) AS "Count" FROM "Annotations"
            WHERE "ProjectId" = {projectId} AND "AnnotatorId" IS NOT NULL AND ({only} IS NULL OR "AnnotatorId" = {only})
              AND "IsCurrent" AND "Action" = 'Submit' AND "CreatedAt" >= {from}
            GROUP BY 1
            """).ToListAsync(ct);
        return days.ToDictionary(day => DateOnly.FromDayNumber((int)day.Day), day => day.Count);
    }

    private static async Task<Dictionary<int, double>> MediansAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var medians = await db.Database.SqlQuery<MedianRow>(
            $"""
            SELECT "AnnotatorId", AVG("ElapsedMs") / 1000.0 AS "Seconds" FROM (
              SELECT "AnnotatorId", "ElapsedMs",
                ROW_NUMBER() OVER (PARTITION BY "AnnotatorId" ORDER BY "ElapsedMs") AS "Place", COUNT(*) OVER (PARTITION BY "AnnotatorId") AS "Total"
              FROM "Annotations"
              WHERE "ProjectId" = {projectId} AND "AnnotatorId" IS NOT NULL AND "IsCurrent" AND "Action" = 'Submit' AND "ElapsedMs" > 0) AS "Timed"
            WHERE "Place" IN (("Total" + 1) / 2, ("Total" + 2) / 2) GROUP BY "AnnotatorId"
            """).ToListAsync(ct);
        return medians.ToDictionary(median => median.AnnotatorId, median => median.Seconds);
    }

    private sealed record LabelRow(int Id, int Count, int Audit);

    private sealed record DayRow(long Day, int Count);

    private sealed record MedianRow(int AnnotatorId, double Seconds);
}
