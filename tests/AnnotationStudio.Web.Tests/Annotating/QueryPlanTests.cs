using System.Collections.Concurrent;
using System.Diagnostics;
using AnnotationStudio.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class QueryPlanTests
{
    [Fact]
    public async Task ClaimAndSubmit_EveryStatement_FindsItsRowsByAnIndex()
    {
        using var desks = await Desks.OpenAsync(items: 30, settings: new ProjectSettings { Overlap = 2 }, audit: 5);
        var caller = await desks.MemberAsync();
        var statements = new ConcurrentDictionary<string, Dictionary<string, object?>>();
        using (Listen(desks.Host.Folder, statements))
        {
            var given = await desks.ClaimAsync(caller, 10);
            await desks.LabelAsync(caller, given[0]);
            await desks.ClaimAsync(caller, 50);
        }

        var scans = statements.SelectMany(statement => Plan(desks, statement.Key, statement.Value))
            .Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(statements);
        Assert.Empty(scans);
    }

    private static IEnumerable<string> Plan(Desks desks, string sql, Dictionary<string, object?> parameters)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(desks.Host.Folder, "studio.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader.GetString(3);
    }

    // Every host of the process tells the same listener, so the folder says which statements are ours.
    private static IDisposable Listen(string folder, ConcurrentDictionary<string, Dictionary<string, object?>> statements) => DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
    {
        if (listener.Name != DbLoggerCategory)
            return;
        listener.Subscribe(new Observer<KeyValuePair<string, object?>>(happened =>
        {
            if (happened.Key == RelationalEventId.CommandExecuting.Name && happened.Value is CommandEventData data && data.Command.Connection!.DataSource.StartsWith(folder, StringComparison.Ordinal) && Sees(data.Command.CommandText))
                statements[data.Command.CommandText] = data.Command.Parameters.Cast<SqliteParameter>().ToDictionary(parameter => parameter.ParameterName, parameter => parameter.Value);
        }));
    }));

    private static readonly string[] Growing = ["Assignments", "Annotations", "Items", "Queue"];

    private const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";

    private static bool Sees(string sql) => Growing.Any(table => sql.Contains(table, StringComparison.Ordinal));

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
