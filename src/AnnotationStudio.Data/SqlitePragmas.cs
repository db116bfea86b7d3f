using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AnnotationStudio.Data;

/// <summary>Sets on every connection what SQLite forgets between connections.</summary>
/// <param name="queryOnly">Reading connections cannot write, so that nobody goes round the one writer by mistake.</param>
public sealed class SqlitePragmas(bool queryOnly) : DbConnectionInterceptor
{
    internal const string Every = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of this class
        command.CommandText = queryOnly ? Every + "PRAGMA query_only=ON;" : Every + "PRAGMA query_only=OFF;";
#pragma warning restore CA2100
        return command;
    }
}
