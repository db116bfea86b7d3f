using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace AnnotationStudio.Data;

/// <summary>Sets on every connection what SQLite forgets between connections; a pooled one keeps it.</summary>
/// <param name="queryOnly">Reading connections cannot write, so that nobody goes round the one writer by mistake.</param>
public sealed class SqlitePragmas(bool queryOnly) : DbConnectionInterceptor
{
    internal const string Every = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768;";

    // A reader's cached pages are worthless after each commit: mapped, they need neither copying nor memory of their own.
    private const string Reading = Every + "PRAGMA mmap_size=1073741824; PRAGMA query_only=ON;";
    private const string Writing = Every + "PRAGMA query_only=OFF;";
    private readonly ConditionalWeakTable<sqlite3, SqlitePragmas> _done = [];

    // Counting its memory would take SQLite one lock for the whole process, which a training thread that has to wait for a core may hold.
    static SqlitePragmas()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
            return;
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!IsNew(connection))
            return;
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private bool IsNew(DbConnection connection) => _done.TryAdd(((SqliteConnection)connection).Handle!, this);

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of this class
        command.CommandText = queryOnly ? Reading : Writing;
#pragma warning restore CA2100
        return command;
    }
}
