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
            .Where(decision => decision.ProjectId == projectId && decision.IsCurrent && decision.Action != AnnotationAction.Undo && decision.Action != AnnotationAction.Practice)
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
        var people = new List<PersonCount>(counts.Count);
        foreach (var count in counts.OrderByDescending(count => count.PersonId is not null).ThenByDescending(count => count.Labels))
            people.Add(new PersonCount(
                count.PersonId,
                count.PersonId is { } id ? names.GetValueOrDefault(id) : null,
                count.Labels,
                count.PersonId is { } timed ? await MedianAsync(db, projectId, timed, ct) : null,
                count.Skipped));
        return people;
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

    // Of the last answers only: a person's pace of today, at a cost that does not grow with the project.
    private static async Task<double?> MedianAsync(StudioDbContext db, int projectId, int personId, CancellationToken ct)
    {
        var times = await db.Annotations
            .Where(decision => decision.ProjectId == projectId && decision.AnnotatorId == personId)
            .OrderByDescending(decision => decision.Sequence)
            .Take(PersonCount.Timed)
            .Where(decision => decision.IsCurrent && decision.Action == AnnotationAction.Submit && decision.ElapsedMs > 0)
            .Select(decision => decision.ElapsedMs)
            .ToListAsync(ct);
        if (times.Count == 0)
            return null;
        times.Sort();
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2_000.0;
    }

    private sealed record LabelRow(int Id, int Count, int Audit);

    private sealed record DayRow(long Day, int Count);
}
