using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What follows from an answer of the onboarding. Inside the writer only.</summary>
internal sealed record OnboardingAnswer(int ProjectId, int Me, DateTimeOffset Now)
{
    /// <summary>What the person is told; null where the item is no part of the onboarding any more. The last answer ends the attempt.</summary>
    public Feedback? Tell(StudioDbContext db, long itemId, AnnotationAction action, IReadOnlyList<int> labels)
    {
        if (FixedAnswer(db, itemId) is not { } answer)
            return null;
        var attempt = Places(db);
        var answered = attempt.Count(place => place.IsAnswered);
        var isRight = action == AnnotationAction.Practice && Effective(db).AreTheSame(labels, answer.Labels);
        return new Feedback(isRight, answer.Names, answer.Explanation, answered, attempt.Count, answered < attempt.Count ? null : End(db, attempt));
    }

    /// <summary>The same words once more, for an answer that was sent again.</summary>
    public Feedback? TellAgain(StudioDbContext db, KnownDecision known)
    {
        if (known.Action != AnnotationAction.Practice || FixedAnswer(db, known.ItemId) is not { } answer)
            return null;
        var attempt = Places(db);
        return new Feedback(Effective(db).AreTheSame(known.Labels, answer.Labels), answer.Names, answer.Explanation, attempt.Count(place => place.IsAnswered), attempt.Count, Ending: null);
    }

    /// <summary>Ends the attempt where nothing of it is left to answer.</summary>
    public void EndIfDone(StudioDbContext db)
    {
        var attempt = Places(db);
        if (attempt.Count > 0 && attempt.TrueForAll(place => place.IsAnswered))
            End(db, attempt);
    }

    // One row for each item of the onboarding: whether it is answered in this attempt, and rightly so. A skip is an answer, and a wrong one.
    private const string Attempt = """
        SELECT m."Id" IS NOT NULL, g."Labels", (SELECT n."Labels" FROM "Annotations" n
            WHERE n."ItemId" = g."ItemId" AND n."AnnotatorId" = @1 AND n."IsCurrent" AND n."Action" = 'Practice' ORDER BY n."Sequence" DESC LIMIT 1)
        FROM "GoldItems" g LEFT JOIN "Assignments" m ON m."ItemId" = g."ItemId" AND m."AnnotatorId" = @1 AND m."State" = 'Done'
        WHERE g."ProjectId" = @0 AND g."Kind" = 'Onboarding'
        """;

    private List<Place> Places(StudioDbContext db)
    {
        var effective = Effective(db);
        return db.ReadAll(Attempt, row => new Place(row.GetBoolean(0), row.Text(2) is { } said && effective.AreTheSame(Ids(said), Ids(row.GetString(1)))), ProjectId, Me);
    }

    private EffectiveLabels Effective(StudioDbContext db) => EffectiveLabels.InWriter(db, ProjectId);

    private static List<int> Ids(string stored) => JsonSerializer.Deserialize<List<int>>(stored)!;

    private static Answer? FixedAnswer(StudioDbContext db, long itemId)
    {
        var gold = db.ReadFirst(
            """SELECT "Labels", "Explanation" FROM "GoldItems" WHERE "ItemId" = @0 AND "Kind" = 'Onboarding'""",
            row => new Answer(Ids(row.GetString(0)), row.GetString(1), []), itemId);
        return gold is null ? null : gold with { Names = [.. gold.Labels.Select(id => db.ReadFirst("""SELECT "Name" FROM "Labels" WHERE "Id" = @0""", row => row.GetString(0), id)).OfType<string>()] };
    }

    private OnboardingEnding End(StudioDbContext db, List<Place> attempt)
    {
        var terms = db.ReadFirst(
            """
            SELECT p."Settings_OnboardingPass", p."Settings_OnboardingAttempts" - m."FailedAttempts" - 1
            FROM "Projects" p JOIN "Memberships" m ON m."ProjectId" = p."Id" AND m."PersonId" = @1 WHERE p."Id" = @0
            """,
            row => new Terms(row.GetDouble(0), row.GetInt32(1)), ProjectId, Me) ?? new Terms(0, 0);
        var right = attempt.Count(place => place.IsRight);
        // A share of 0.8 of ten items is eight, whatever the last bit of the product says.
        var needed = (int)Math.Ceiling((terms.Pass * attempt.Count) - 1e-9);
        if (right >= needed)
        {
            db.Run("""UPDATE "Memberships" SET "OnboardedAt" = @2 WHERE "ProjectId" = @0 AND "PersonId" = @1""", ProjectId, Me, Now.UtcTicks);
            return new OnboardingEnding(right, needed, IsPassed: true, AttemptsLeft: 0);
        }

        var left = Math.Max(0, terms.AttemptsLeft);
        db.Run("""UPDATE "Memberships" SET "FailedAttempts" = "FailedAttempts" + 1 WHERE "ProjectId" = @0 AND "PersonId" = @1""", ProjectId, Me);
        // The next attempt is given all of them anew.
        db.Run("""DELETE FROM "Assignments" WHERE "ProjectId" = @0 AND "AnnotatorId" = @1 AND "Kind" = 'Onboarding'""", ProjectId, Me);
        if (left == 0)
            PersonPause.Begin(db, ProjectId, Me, PauseReason.Onboarding, Now);
        return new OnboardingEnding(right, needed, IsPassed: false, left);
    }

    private sealed record Answer(IReadOnlyList<int> Labels, string Explanation, IReadOnlyList<string> Names);

    private sealed record Place(bool IsAnswered, bool IsRight);

    private sealed record Terms(double Pass, int AttemptsLeft);
}
