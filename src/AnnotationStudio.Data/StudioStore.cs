using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Data;

/// <summary>The database: contexts to read with, and the one writer.</summary>
/// <remarks>
/// One thread runs up to 64 operations inside one transaction, a savepoint each, commits, and only then completes the callers: one flush
/// to disk serves them all. Bulk slices go one to a transaction, after the labels that wait.
/// </remarks>
public sealed class StudioStore : IDisposable
{
    private const int BatchLimit = 64;
    private readonly IDbContextFactory<StudioDbContext> _readers;
    private readonly string _connectionString;
    private readonly Queue<WriteOperation> _labels = new();
    private readonly Queue<WriteOperation> _bulk = new();
    private readonly Queue<TaskCompletionSource<bool>> _truncations = new();
    private readonly object _gate = new();
    private Thread? _writer;
    private bool _bulkIsNext;
    private bool _closing;

    public StudioStore(IDbContextFactory<StudioDbContext> readers, string databasePath)
    {
        _readers = readers;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false, DefaultTimeout = 30 }.ToString();
    }

    /// <summary>A fresh context that can only read. Dispose of it after the one operation it is for.</summary>
    public Task<StudioDbContext> ReadAsync(CancellationToken ct) => _readers.CreateDbContextAsync(ct);

    /// <summary>Runs the operation in the writer's next transaction and returns once it is flushed to disk.</summary>
    /// <param name="operation">Synchronous and short; touches only its context, and returns its effects: events follow the commit.</param>
    /// <param name="ct">Cancels only while the operation waits; begun, it is finished.</param>
    public Task<T> WriteAsync<T>(Func<StudioDbContext, T> operation, CancellationToken ct) => Enqueue(_labels, operation, ct);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<StudioDbContext> operation, CancellationToken ct) => WriteAsync(AsFunction(operation), ct);

    /// <summary>As <see cref="WriteAsync{T}"/>, for whoever has much to write: a slice of at most about 20 ms, alone in its transaction, after the labels.</summary>
    public Task<T> WriteSliceAsync<T>(Func<StudioDbContext, T> slice, CancellationToken ct) => Enqueue(_bulk, slice, ct);

    /// <inheritdoc cref="WriteSliceAsync{T}"/>
    public Task WriteSliceAsync(Action<StudioDbContext> slice, CancellationToken ct) => WriteSliceAsync(AsFunction(slice), ct);

    /// <summary>Whether labels wait for the writer. A slice that finds nobody waiting may go on for longer than 20 ms, and ends soon once somebody does.</summary>
    public bool LabelsWait
    {
        get
        {
            lock (_gate)
                return _labels.Count > 0;
        }
    }

    /// <summary>
    /// Empties the write-ahead log, in which erased text would otherwise stay until SQLite comes round to it. The writer does so between two batches, at a
    /// moment when no label waits; what there is to copy was copied beside it before.
    /// </summary>
    /// <returns>Whether it is empty; not when somebody reads an older state all the while: try again.</returns>
    public async Task<bool> TruncateLogAsync(CancellationToken ct)
    {
        await using (var db = await ReadAsync(ct))
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE)", ct);
        var truncation = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            StartWriter();
            _truncations.Enqueue(truncation);
            Monitor.Pulse(_gate);
        }

        return await truncation.Task.WaitAsync(ct);
    }

    /// <summary>Finishes what waits, then stops the writer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _writer?.Join();
    }

    private static Func<StudioDbContext, bool> AsFunction(Action<StudioDbContext> operation) => db =>
    {
        operation(db);
        return true;
    };

    private Task<T> Enqueue<T>(Queue<WriteOperation> queue, Func<StudioDbContext, T> function, CancellationToken ct)
    {
        var operation = new WriteOperation<T>(function, ct);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            StartWriter();
            queue.Enqueue(operation);
            Monitor.Pulse(_gate);
        }

        return operation.Task;
    }

    private void StartWriter()
    {
        if (_writer is not null)
            return;
        _writer = new Thread(Write) { Name = "Studio writer", IsBackground = true };
        _writer.Start();
    }

    private void Write()
    {
        WriterConnection? connection = null;
        try
        {
            var batch = new List<WriteOperation>(BatchLimit);
            while (Take(batch))
            {
                try
                {
                    connection ??= new WriterConnection(_connectionString);
                    if (batch.Count > 0)
                        connection.Commit(batch);
                    else
                        EndTruncation(connection.TruncateLog());
                }
#pragma warning disable CA1031 // the edge of the writer thread: every caller of the batch is told, and the next batch gets a new connection
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    batch.ForEach(operation => operation.Fail(exception));
                    if (batch.Count == 0)
                        EndTruncation(isEmpty: false);
                    connection?.Dispose();
                    connection = null;
                }

                batch.Clear();
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private void EndTruncation(bool isEmpty)
    {
        lock (_gate)
            _truncations.Dequeue().TrySetResult(isEmpty);
    }

    // Labels first, up to the limit; then one bulk slice alone. They take turns, so that neither waits for the other's end. Nothing taken: a truncation.
    private bool Take(List<WriteOperation> batch)
    {
        lock (_gate)
        {
            while (_labels.Count == 0 && _bulk.Count == 0 && _truncations.Count == 0)
            {
                if (_closing)
                    return false;
                Monitor.Wait(_gate);
            }

            if (_truncations.Count > 0 && _labels.Count == 0)
                return true;
            if (_bulk.Count > 0 && (_bulkIsNext || _labels.Count == 0))
            {
                batch.Add(_bulk.Dequeue());
                _bulkIsNext = false;
                return true;
            }

            while (batch.Count < BatchLimit && _labels.TryDequeue(out var operation))
                batch.Add(operation);
            _bulkIsNext = true;
            return true;
        }
    }
}
