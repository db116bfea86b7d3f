using System.Collections.Concurrent;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>One import at a time in each project, so that what one counts as a duplicate cannot be refused by another; and how far each has come.</summary>
public sealed class ImportLine
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<int, ImportProgress> _progress = new();

    /// <summary>Waits for the project's turn; dispose of it to pass it on.</summary>
    internal async Task<IDisposable> EnterAsync(int projectId, CancellationToken ct)
    {
        var turn = _turns.GetOrAdd(projectId, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(ct);
        return new Turn(this, projectId, turn);
    }

    /// <summary>How far the project's import has come; null when none is under way.</summary>
    public ImportProgress? Progress(int projectId) => _progress.TryGetValue(projectId, out var progress) ? progress : null;

    internal void Report(int projectId, ImportProgress progress) => _progress[projectId] = progress;

    private sealed class Turn(ImportLine line, int projectId, SemaphoreSlim turn) : IDisposable
    {
        public void Dispose()
        {
            line._progress.TryRemove(projectId, out _);
            turn.Release();
        }
    }
}
