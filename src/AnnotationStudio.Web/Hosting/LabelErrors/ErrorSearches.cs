namespace AnnotationStudio.Web.Hosting;

/// <summary>The searches for label errors that wait or run: one for each project at most, one at a time in all.</summary>
public sealed class ErrorSearches(StudioEvents events)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Search> _searches = [];
    private readonly Dictionary<int, string> _problems = [];
    private readonly HashSet<int> _ended = [];

    /// <summary>Puts a search in the line; does nothing where one waits or runs already.</summary>
    public void Ask(int projectId)
    {
        lock (_gate)
        {
            _searches.TryAdd(projectId, new Search(this, projectId));
            _problems.Remove(projectId);
            _ended.Remove(projectId);
        }

        events.Publish(Happening.ErrorsSearched, projectId);
    }

    /// <summary>Whether a look may ask for a search: none waits or runs, and the last one did not end without a result, which people or the next round decide about.</summary>
    public bool MayBegin(int projectId)
    {
        lock (_gate)
            return !_searches.ContainsKey(projectId) && !_ended.Contains(projectId);
    }

    /// <summary>Ends the search that waits or runs, if there is one.</summary>
    public void Cancel(int projectId)
    {
        lock (_gate)
        {
            if (!_searches.TryGetValue(projectId, out var search))
                return;
            search.Stop();
            _ended.Add(projectId);
            if (!search.IsRunning)
                _searches.Remove(projectId);
        }

        events.Publish(Happening.ErrorsSearched, projectId);
    }

    /// <summary>How far the project's search is; null where none waits or runs.</summary>
    public ErrorSearchState? StateOf(int projectId)
    {
        lock (_gate)
            return _searches.TryGetValue(projectId, out var search) ? new(search.IsRunning, search.IsStopping, search.Fraction) : null;
    }

    /// <summary>Why the last one ended without a result; null where it did not.</summary>
    public string? ProblemOf(int projectId)
    {
        lock (_gate)
            return _problems.GetValueOrDefault(projectId);
    }

    /// <summary>The search whose turn it is, begun; null where none waits. Dispose of it once it ended.</summary>
    internal Search? Take()
    {
        lock (_gate)
        {
            var next = _searches.Values.FirstOrDefault(search => !search.IsRunning);
            if (next is not null)
                next.IsRunning = true;
            return next;
        }
    }

    /// <summary>One search.</summary>
    internal sealed class Search(ErrorSearches line, int projectId) : IProgress<double>, IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public int ProjectId { get; } = projectId;

        public bool IsRunning { get; set; }

        public bool IsStopping => _stop.IsCancellationRequested;

        /// <summary>From 0 to 1.</summary>
        public double Fraction { get; private set; }

        public CancellationToken Token => _stop.Token;

        /// <summary>Why it ended without a result.</summary>
        public string? Problem { get; set; }

        public void Stop() => _stop.Cancel();

        public void Report(double value)
        {
            // A page is told of whole percents only.
            var isNews = (int)(value * 100) != (int)(Fraction * 100);
            Fraction = value;
            if (isNews)
                line.Tell(ProjectId);
        }

        public void Dispose()
        {
            line.End(this);
            _stop.Dispose();
        }
    }

    private void End(Search search)
    {
        lock (_gate)
        {
            _searches.Remove(search.ProjectId);
            if (search.Problem is { } problem)
            {
                _problems[search.ProjectId] = problem;
                _ended.Add(search.ProjectId);
            }
        }

        Tell(search.ProjectId);
    }

    private void Tell(int projectId) => events.Publish(Happening.ErrorsSearched, projectId);
}

/// <summary>How far a search is.</summary>
/// <param name="IsRunning">False while it waits for its turn.</param>
/// <param name="IsStopping">Somebody asked it to stop.</param>
/// <param name="Fraction">From 0 to 1.</param>
public sealed record ErrorSearchState(bool IsRunning, bool IsStopping, double Fraction);
