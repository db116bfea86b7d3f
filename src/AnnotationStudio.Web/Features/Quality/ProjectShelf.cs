using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>The answers of one project, and the figures of the filters that were asked for.</summary>
internal sealed class ProjectShelf(StudioStore store, int projectId, int threads, Action refreshed) : IDisposable
{
    private const int MostFilters = 12;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<VoteFilter, Figures> _figures = [];
    private readonly Dictionary<VoteFilter, Task<MeasuredVotes>> _working = [];
    private VoteLog? _log;
    private int _changes;         // how often something changed
    private int _read = -1;       // how many of these the log has in it
    private bool _isWhole;        // the log must be read anew

    /// <summary>Says that something changed: people decided, or anything else, after which all is read anew.</summary>
    public void Note(bool isWhole)
    {
        lock (_gate)
        {
            _changes++;
            _isWhole |= isWhole;
        }
    }

    public async Task<MeasuredVotes> OfAsync(VoteFilter filter, bool takesLast, CancellationToken ct)
    {
        Task<MeasuredVotes> working;
        while (true)
        {
            int wanted;
            lock (_gate)
            {
                wanted = _changes;
                if (_figures.TryGetValue(filter, out var known) && known.Changes == wanted)
                    return known.Votes;
                // Worked out for everybody who asks meanwhile, so nobody's leaving stops it.
                if (!_working.TryGetValue(filter, out var begun))
                    _working[filter] = begun = Task.Run(() => WorkAsync(filter), CancellationToken.None);
                working = begun;
                if (takesLast && known is not null)
                    return known.Votes;
            }

            var votes = await working.WaitAsync(ct);
            lock (_gate)
                if (takesLast || _figures.TryGetValue(filter, out var known) && known.Changes >= wanted)
                    return votes;
        }
    }

    public async Task<(IReadOnlyList<int> People, IReadOnlyList<int> Imports)> ChoicesAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            var log = await ReadAsync();
            return (log.People, log.Imports);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<MeasuredVotes> WorkAsync(VoteFilter filter)
    {
        var had = false;
        try
        {
            var (votes, changes) = await SelectAsync(filter);
            var measured = await TrainingThread.RunAsync(() => MeasuredVotes.Of(votes, threads, CancellationToken.None));
            lock (_gate)
            {
                had = _figures.Remove(filter);
                if (_figures.Count >= MostFilters)
                    _figures.Remove(_figures.Keys.First(other => other != VoteFilter.Everything));
                _figures[filter] = new Figures(measured, changes);
            }

            return measured;
        }
        finally
        {
            lock (_gate)
                _working.Remove(filter);
            if (had)
                refreshed();
        }
    }

    private async Task<(ProjectVotes Votes, int Changes)> SelectAsync(VoteFilter filter)
    {
        await _reading.WaitAsync();
        try
        {
            var log = await ReadAsync();
            return (log.Select(filter), _read);
        }
        finally
        {
            _reading.Release();
        }
    }

    // Inside the semaphore.
    private async Task<VoteLog> ReadAsync()
    {
        int changes;
        bool isWhole;
        lock (_gate)
            (changes, isWhole, _isWhole) = (_changes, _isWhole, false);
        if (_log is not null && _read == changes)
            return _log;
        await using var db = await store.ReadAsync(CancellationToken.None);
        var log = isWhole ? null : _log;
        _log = null;   // where this fails, all is read anew
        if (log is null)
            log = VoteLog.Open(db, projectId, CancellationToken.None);
        else
            log.ReadOn(db, CancellationToken.None);
        (_log, _read) = (log, changes);
        return log;
    }

    private sealed record Figures(MeasuredVotes Votes, int Changes);
}
