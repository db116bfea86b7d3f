using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Stops giving a person items until a lead lets them go on. Inside the writer only.</summary>
internal static class PersonPause
{
    /// <summary>Pauses who is surely below the project's bar: the upper end of the 95 % interval of right answers on hidden gold lies below it.</summary>
    /// <returns>Whether they were paused now.</returns>
    public static bool BeginBelowBar(StudioDbContext db, int projectId, int person, DateTimeOffset now)
    {
        var terms = db.ReadFirst(
            """
            SELECT p."Settings_GoldBar", p."Settings_GoldLeast", COALESCE(m."ResumedAt", 0)
            FROM "Projects" p JOIN "Memberships" m ON m."ProjectId" = p."Id" AND m."PersonId" = @1
            WHERE p."Id" = @0 AND p."Settings_GoldBar" > 0 AND m."PausedAt" IS NULL
            """,
            row => new Terms(row.GetDouble(0), row.GetInt32(1), row.GetInt64(2)), projectId, person);
        if (terms is null)
            return false;
        var effective = EffectiveLabels.InWriter(db, projectId);
        // From the gold items, which are few, to this person's answers on them.
        var rights = db.ReadAll(
            """
            SELECT n."Labels", g."Labels"
            FROM "GoldItems" g CROSS JOIN "Assignments" m ON m."ItemId" = g."ItemId" AND m."AnnotatorId" = @1 AND m."Kind" = 'Gold'
            CROSS JOIN "Annotations" n ON n."ItemId" = g."ItemId" AND n."AnnotatorId" = @1 AND n."IsCurrent" AND n."Action" = 'Submit' AND n."CreatedAt" > @2
            WHERE g."ProjectId" = @0 AND g."Kind" = 'Hidden'
            """,
            row => effective.AreTheSame(Ids(row.GetString(0)), Ids(row.GetString(1))), projectId, person, terms.Since);
        if (rights.Count < terms.Least || Interval.Wilson(rights.Count(right => right), rights.Count).High >= terms.Bar)
            return false;
        Begin(db, projectId, person, PauseReason.Gold, now);
        return true;
    }

    /// <summary>Pauses the person.</summary>
    public static void Begin(StudioDbContext db, int projectId, int person, PauseReason reason, DateTimeOffset now)
    {
        db.Run("""UPDATE "Memberships" SET "PausedAt" = @2, "PauseReason" = @3 WHERE "ProjectId" = @0 AND "PersonId" = @1""", projectId, person, now.UtcTicks, reason.ToString());
        db.Activity.Add(new ActivityEntry { At = now, PersonId = null, ProjectId = projectId, What = "person-paused", SubjectId = person });
        db.SaveChanges();
    }

    private static List<int> Ids(string stored) => JsonSerializer.Deserialize<List<int>>(stored)!;

    private sealed record Terms(double Bar, int Least, long Since);
}
