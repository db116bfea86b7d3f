using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AnnotationStudio.Load;

/// <summary>Writes a crowd's answers straight into the database of a server that does not run: two for an item on average, right four times in five, over the last ten weeks.</summary>
internal static class VoteSeed
{
    private const int Seed = 11;
    private const int Days = 70;
    private const double Right = .8;

    private const string Answer = """
        INSERT INTO "Annotations" ("ProjectId", "Key", "ItemId", "AnnotatorId", "Action", "Labels", "ElapsedMs", "CreatedAt", "IsCurrent", "IsAdjudication")
        VALUES ($project, $key, $item, $person, 'Submit', $labels, $elapsed, $at, 1, 0)
        """;

    private const string Settled = """UPDATE "Items" SET "State" = 'Labelled', "Consensus" = $labels, "LabelledAt" = $at WHERE "Id" = $item""";

    private const string Counted = """
        UPDATE "Projects" SET "LabelledCount" = (SELECT COUNT(*) FROM "Items" WHERE "ProjectId" = $project AND "State" = 'Labelled') WHERE "Id" = $project
        """;

    /// <returns>How many answers were written, and the ids of those who gave them.</returns>
    public static (int Answers, IReadOnlyList<long> People) Write(string folder, int projectId)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "studio.db"), Pooling = false }.ToString());
        connection.Open();
        var items = Ids(connection, "SELECT \"Id\" FROM \"Items\" WHERE \"ProjectId\" = $project ORDER BY \"Id\"", projectId);
        var labels = Ids(connection, "SELECT \"Id\" FROM \"Labels\" WHERE \"ProjectId\" = $project ORDER BY \"Id\"", projectId);
        var people = Ids(connection, "SELECT \"PersonId\" FROM \"Memberships\" WHERE \"ProjectId\" = $project AND \"Role\" = 'Annotator' ORDER BY \"PersonId\"", projectId);
        using var transaction = connection.BeginTransaction();
        using var answer = Command(connection, Answer, "project", "key", "item", "person", "labels", "elapsed", "at");
        using var settled = Command(connection, Settled, "labels", "at", "item");
        var (random, written) = (new Random(Seed), 0);
        var start = TimeProvider.System.GetUtcNow().AddDays(-Days);
        foreach (var (item, place) in items.Select((item, place) => (item, place)))
        {
            var truth = random.Next(labels.Length);
            var at = start.AddDays((double)Days * place / items.Length);
            random.Shuffle(people);
            foreach (var person in people.AsSpan(0, Math.Min(people.Length, 1 + (place % 3))))
            {
                var label = random.NextDouble() < Right ? labels[truth] : labels[random.Next(labels.Length)];
                Run(answer, projectId, new Guid(written, 0, 0, new byte[8]).ToString().ToUpperInvariant(), item, person, Json(label), 1_000 + random.Next(20_000), at.AddMinutes(random.Next(600)).UtcTicks);
                written++;
            }

            Run(settled, Json(labels[truth]), at.UtcTicks, item);
        }

        using var counted = Command(connection, Counted, "project");
        Run(counted, projectId);
        transaction.Commit();
        return (written, people);
    }

    private static string Json(long label) => string.Create(CultureInfo.InvariantCulture, $"[{label}]");

    private static long[] Ids(SqliteConnection connection, string sql, int projectId)
    {
        using var command = Command(connection, sql, "project");
        command.Parameters[0].Value = projectId;
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read())
            ids.Add(rows.GetInt64(0));
        return [.. ids];
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${name}" });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var at = 0; at < values.Length; at++)
            command.Parameters[at].Value = values[at];
        command.ExecuteNonQuery();
    }
}
