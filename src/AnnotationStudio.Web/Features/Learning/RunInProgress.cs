namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The run that computes right now, so that somebody can stop it.</summary>
public sealed class RunInProgress
{
    private readonly Lock _gate = new();
    private (int RunId, CancellationTokenSource Stop)? _current;

    /// <summary>Asks the run to stop; nothing happens when it is not the one that computes.</summary>
    public void Cancel(int runId)
    {
        lock (_gate)
            if (_current is { } current && current.RunId == runId)
                current.Stop.Cancel();
    }

    internal IDisposable Begin(int runId, CancellationTokenSource stop)
    {
        lock (_gate)
            _current = (runId, stop);
        return new End(this);
    }

    private sealed class End(RunInProgress run) : IDisposable
    {
        public void Dispose()
        {
            lock (run._gate)
                run._current = null;
        }
    }
}
