using Microsoft.Data.Sqlite;

namespace AnnotationStudio.Data;

// The writer's statements, each parsed and planned once: SQLite would otherwise spend more on that than on running them.
internal sealed class PreparedStatements(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 20).Select(at => $"@{at}")];
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>What the statements run in; set for each batch.</summary>
    public SqliteTransaction? Transaction { get; set; }

    /// <summary>The statement with its values, ready to run. It is kept: do not dispose of it, and end its reader before running it again.</summary>
    public SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
            _commands[sql] = command = Create(sql, values.Length);
        command.Transaction = Transaction;
        for (var at = 0; at < values.Length; at++)
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        return command;
    }

    public void Run(string sql) => Command(sql, []).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
    }

    private SqliteCommand Create(string sql, int values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every caller's statement is a constant; what varies goes in as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var at = 0; at < values; at++)
            command.Parameters.Add(new SqliteParameter { ParameterName = Names[at] });
        return command;
    }
}
