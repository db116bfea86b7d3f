namespace AnnotationStudio.Web.Hosting;

/// <summary>Tells pages that they should read again, and never more often than the reading is worth.</summary>
public sealed class ProjectNews(StudioEvents events, TimeProvider time)
{
    /// <summary>A burst of events makes one reading, this long after the first of them.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(250);

    private const int Rest = 20;   // a reading that takes a second is not repeated for this many: at most 5 % of a core goes into one page
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Calls back, on a thread of its own, after what happened to the project; until the subscription is disposed of. The last event is always followed by a reading.</summary>
    /// <param name="projectId">Null for every project.</param>
    /// <param name="read">Comes back to its page by itself, and copes with its own failures.</param>
    /// <param name="about">What the page shows.</param>
    public IDisposable Follow(int? projectId, Func<Task> read, params Happening[] about) => new Reading(events, time, projectId, read, about);

    private sealed class Reading : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly TimeProvider _time;
        private readonly Func<Task> _read;
        private readonly ITimer _timer;
        private readonly IDisposable _subscription;
        private TimeSpan _pause = Pause;
        private bool _isDue;
        private bool _isReading;

        public Reading(StudioEvents events, TimeProvider time, int? projectId, Func<Task> read, Happening[] about)
        {
            (_time, _read) = (time, read);
            _timer = time.CreateTimer(_ => _ = ReadAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _subscription = events.Subscribe(change =>
            {
                if ((projectId is null || change.ProjectId == projectId) && about.Contains(change.What))
                    Note();
            });
        }

        public void Dispose()
        {
            _subscription.Dispose();
            _timer.Dispose();
        }

        private void Note()
        {
            lock (_gate)
            {
                if (_isDue)
                    return;
                _isDue = true;
                if (!_isReading)
                    _timer.Change(_pause, Timeout.InfiniteTimeSpan);
            }
        }

        private async Task ReadAsync()
        {
            lock (_gate)
                (_isDue, _isReading) = (false, true);
            var started = _time.GetTimestamp();
            try
            {
                await _read();
            }
            finally
            {
                var rest = _time.GetElapsedTime(started) * Rest;
                lock (_gate)
                {
                    _isReading = false;
                    _pause = rest < Pause ? Pause : rest > LongestPause ? LongestPause : rest;
                    if (_isDue)
                        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }
}
