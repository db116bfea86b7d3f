using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>How far the embedding of each project has come, and which were stopped.</summary>
public sealed class EmbeddingBoard(StudioEvents events, TimeProvider time)
{
    private static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<int, EmbeddingProgress> _projects = [];
    private readonly HashSet<int> _stopped = [];
    private CancellationTokenSource? _current;
    private int _currentProject;
    private long _toldAt;

    /// <summary>A copy of all that is known.</summary>
    public Dictionary<int, EmbeddingProgress> Read()
    {
        lock (_gate)
            return _projects.ToDictionary(pair => pair.Key, pair => pair.Value with { IsStopped = _stopped.Contains(pair.Key) });
    }

    /// <summary>Whether somebody stopped the project.</summary>
    public bool IsStopped(int projectId)
    {
        lock (_gate)
            return _stopped.Contains(projectId);
    }

    /// <summary>Whether the project's items all have an embedding, as far as is known.</summary>
    public bool IsComplete(int projectId)
    {
        lock (_gate)
            return _projects.TryGetValue(projectId, out var known) && known.Done == known.Total;
    }

    /// <summary>Stops a project until it is told to go on; what is being computed for it ends within a second.</summary>
    public void Stop(int projectId)
    {
        lock (_gate)
        {
            _stopped.Add(projectId);
            if (_currentProject == projectId)
                _current?.Cancel();
        }

        events.Publish(Happening.EncodersChanged, 0);
    }

    /// <summary>Lets a stopped project go on.</summary>
    public void GoOn(int projectId)
    {
        lock (_gate)
            _stopped.Remove(projectId);
        events.Publish(Happening.EncodersChanged, projectId);
    }

    internal void Report(int projectId, int done, int total, string? problem = null)
    {
        lock (_gate)
        {
            _projects[projectId] = new EmbeddingProgress(done, total, false, problem);
            if (done < total && time.GetElapsedTime(_toldAt) < NewsEvery)
                return;
            _toldAt = time.GetTimestamp();
        }

        events.Publish(Happening.EncodersChanged, 0);
    }

    internal void Forget(int projectId)
    {
        lock (_gate)
            _projects.Remove(projectId);
    }

    /// <summary>Names what is computed now; null when it is over.</summary>
    internal void Compute(int projectId, CancellationTokenSource? stop)
    {
        lock (_gate)
            (_currentProject, _current) = (projectId, stop);
    }
}
