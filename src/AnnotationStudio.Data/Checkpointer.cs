using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AnnotationStudio.Data;

// Moves what stands in the write-ahead log into the database, beside the writer: left to SQLite, every fiftieth commit would do it while
// its labels wait (15 to 40 ms). Only when the log is to begin anew does the writer move the little that is left itself, every few seconds
// of heavy work, since what comes in meanwhile would keep the log growing for ever.
internal sealed class Checkpointer : IDisposable
{
    // Pages of 4 KB.
    private const int PagesBetweenMoves = 2_000;
    private const int PagesUntilRestart = 16_000;

    // SQLITE_DBSTATUS_CACHE_WRITE: pages that the connection wrote.
    private const int PagesWritten = 9;

    private readonly SqliteConnection _writer;
    private readonly string _connectionString;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private volatile bool _closing;
    private volatile bool _moved;
    private int _sinceMove;
    private int _sinceRestart;

    public Checkpointer(SqliteConnection writer, string connectionString)
    {
        (_writer, _connectionString) = (writer, connectionString);
        _thread = new Thread(Run) { Name = "Studio checkpoint", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Called by the writer after each commit, once its callers have their answers.</summary>
    public void AfterCommit()
    {
        raw.sqlite3_db_status(_writer.Handle, PagesWritten, out var pages, out _, 1);
        (_sinceMove, _sinceRestart) = (_sinceMove + pages, _sinceRestart + pages);
        if (_moved && _sinceRestart >= PagesUntilRestart)
        {
            _moved = false;
            if (Move(_writer))
                _sinceRestart = 0;
        }
        else if (_sinceMove >= PagesBetweenMoves)
        {
            _sinceMove = 0;
            _wake.Set();
        }
    }

    public void Dispose()
    {
        _closing = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        while (_wake.WaitOne() && !_closing)
        {
            try
            {
                connection ??= Open();
                Move(connection);
                _moved = true;
            }
            catch (SqliteException)
            {
                // A disk that takes no more: the next commit finds that out too and tells its callers. The log stays, and nothing in it is lost.
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = SqlitePragmas.Every;
        command.ExecuteNonQuery();
        return connection;
    }

    // Waits for nobody. True when all of the log has moved, so that the next commit begins it anew; a reader may stand in the way.
    private static bool Move(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt32(0) == 0 && reader.GetInt32(1) == reader.GetInt32(2);
    }
}
