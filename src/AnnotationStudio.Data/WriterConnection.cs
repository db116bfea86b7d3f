using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Data;

// The only connection that writes, and its proof that what it commits stays committed.
internal sealed class WriterConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<StudioDbContext> _options;

    public WriterConnection(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
            using (var command = _connection.CreateCommand())
            {
                // What is erased is overwritten: a freed row would otherwise keep its text until something else takes its place.
                command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; " + SqlitePragmas.Every;
                command.ExecuteNonQuery();
            }

            Demand("journal_mode", "wal");
            Demand("synchronous", "2");
            Demand("foreign_keys", "1");
            _options = new DbContextOptionsBuilder<StudioDbContext>().UseSqlite(_connection).Options;
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>All of the batch in one transaction: a failing operation fails alone, a failing commit fails them all.</summary>
    public void Commit(List<WriteOperation> batch)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var operation in batch)
        {
            if (operation.IsCancelled)
            {
                operation.Cancel();
                continue;
            }

            using var db = new StudioDbContext(_options);
            using var shared = db.Database.UseTransaction(transaction)!;
            operation.Run(db, shared);
        }

        transaction.Commit();
        batch.ForEach(operation => operation.Complete());
    }

    /// <summary>Whether the write-ahead log is empty now. Waits a moment for those who read an older state, and no longer: labels wait for it.</summary>
    public bool TruncateLog()
    {
        _ = Ask("busy_timeout=20");
        var isBusy = Ask("wal_checkpoint(TRUNCATE)");
        _ = Ask("busy_timeout=0");
        return isBusy == "0";
    }

    public void Dispose() => _connection.Dispose();

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
