namespace AnnotationStudio.Data;

// One caller's operation on its way through the writer.
internal abstract class WriteOperation(CancellationToken ct)
{
    public bool IsCancelled => ct.IsCancellationRequested;

    /// <summary>Runs inside a savepoint; what goes wrong is kept for the caller and undone for everybody else.</summary>
    public abstract void Run(StudioDbContext db, PreparedStatements statements);

    public abstract void Complete();

    public abstract void Fail(Exception exception);

    public abstract void Cancel();
}

internal sealed class WriteOperation<T>(Func<StudioDbContext, T> operation, CancellationToken ct) : WriteOperation(ct)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _ct = ct;
    private T? _result;
    private Exception? _failure;

    public Task<T> Task => _completion.Task;

    public override void Run(StudioDbContext db, PreparedStatements statements)
    {
        statements.Run("SAVEPOINT operation");
        try
        {
            _result = operation(db);
            statements.Run("RELEASE operation");
        }
#pragma warning disable CA1031 // the edge of the writer: the caller gets the exception, its neighbours keep their work
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = exception;
            statements.Run("ROLLBACK TO operation");
            statements.Run("RELEASE operation");
        }
    }

    public override void Complete()
    {
        if (_failure is null)
            _completion.TrySetResult(_result!);
        else
            _completion.TrySetException(_failure);
    }

    public override void Fail(Exception exception) => _completion.TrySetException(_failure ?? exception);

    public override void Cancel() => _completion.TrySetCanceled(_ct);
}
