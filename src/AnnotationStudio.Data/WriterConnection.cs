using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Data;

// The only connection that writes, and its proof that what it commits stays committed.
internal sealed class WriterConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatements _statements;
    private readonly StudioDbContext _db;
    private readonly Checkpointer _checkpointer;

    public WriterConnection(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
            using (var command = _connection.CreateCommand())
            {
                // What is erased is overwritten: a freed row would otherwise keep its text until something else takes its place.
                command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA secure_delete=ON; " + SqlitePragmas.Every;
                command.ExecuteNonQuery();
            }

            Demand("journal_mode", "wal");
            Demand("synchronous", "2");
            Demand("foreign_keys", "1");
            _statements = new PreparedStatements(_connection);
            _db = new StudioDbContext(new DbContextOptionsBuilder<StudioDbContext>().UseSqlite(_connection).Options) { Statements = _statements };
            _checkpointer = new Checkpointer(_connection, connectionString);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>All of the batch in one transaction: a failing operation fails alone, a failing commit fails them all.</summary>
    /// <remarks>
    /// One context serves all operations and forgets what it tracked after each. A new one would cost more than the ten statements of a
    /// label, and registers EF's functions with the connection, which throws away every prepared statement.
    /// </remarks>
    public void Commit(List<WriteOperation> batch)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        using var shared = _db.Database.UseTransaction(transaction)!;
        _statements.Transaction = transaction;
        foreach (var operation in batch)
        {
            if (operation.IsCancelled)
            {
                operation.Cancel();
                continue;
            }

            operation.Run(_db, _statements);
            _db.ChangeTracker.Clear();
        }

        transaction.Commit();
        batch.ForEach(operation => operation.Complete());
        _checkpointer.AfterCommit();
    }

    /// <summary>Whether the write-ahead log is empty now. Waits a moment for those who read an older state, and no longer: labels wait for it.</summary>
    public bool TruncateLog()
    {
        _ = Ask("busy_timeout=20");
        var isBusy = Ask("wal_checkpoint(TRUNCATE)");
        _ = Ask("busy_timeout=0");
        return isBusy == "0";
    }

    public void Dispose()
    {
        _checkpointer.Dispose();
        _db.Dispose();
        _statements.Dispose();
        _connection.Dispose();
    }

    private string? Ask(string pragma)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Demand(string pragma, string value)
    {
        var found = Ask(pragma);
        if (found != value)
            throw new InvalidOperationException($"SQLite answers {pragma} = {found}, and labels are safe only with {value}. Is the data folder on a network drive? Move it to a local disk.");
    }
}
