namespace AnnotationStudio.Web.Hosting;

/// <summary>Tells pages that they should read again, and never more often than they can.</summary>
public sealed class ProjectNews(StudioEvents events, TimeProvider time)
{
    /// <summary>A burst of events makes one reading, at most this long after the first of them.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Calls back, on a thread of its own, after what happened to the project; until the subscription is disposed of.</summary>
    /// <param name="projectId">Null for every project.</param>
    /// <param name="read">Comes back to its page by itself, and copes with its own failures.</param>
    /// <param name="about">What the page shows.</param>
    public IDisposable Follow(int? projectId, Func<Task> read, params Happening[] about) => new Reading(events, time, projectId, read, about);

    private sealed class Reading : IDisposable
    {
        private readonly Func<Task> _read;
        private readonly ITimer _timer;
        private readonly IDisposable _subscription;
        private int _isDue;

        public Reading(StudioEvents events, TimeProvider time, int? projectId, Func<Task> read, Happening[] about)
        {
            _read = read;
            _timer = time.CreateTimer(_ => _ = ReadAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _subscription = events.Subscribe(change =>
            {
                if ((projectId is null || change.ProjectId == projectId) && about.Contains(change.What) && Interlocked.Exchange(ref _isDue, 1) == 0)
                    _timer.Change(Pause, Timeout.InfiniteTimeSpan);
            });
        }

        public void Dispose()
        {
            _subscription.Dispose();
            _timer.Dispose();
        }

        private Task ReadAsync()
        {
            Interlocked.Exchange(ref _isDue, 0);
            return _read();
        }
    }
}
