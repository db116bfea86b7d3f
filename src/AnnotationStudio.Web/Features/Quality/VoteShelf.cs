using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Keeps the figures of the projects that leads look at, until somebody labels there.</summary>
public sealed class VoteShelf : IDisposable
{
    private const int MostKept = 4;   // about 5 MB each at 200,000 votes
    private readonly StudioStore _store;
    private readonly int _threads;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, Lazy<Task<MeasuredVotes>>> _kept = new();

    public VoteShelf(StudioStore store, StudioEvents events, IOptions<StudioOptions> options)
    {
        (_store, _threads) = (store, options.Value.TrainingThreads);
        _subscription = events.Subscribe(change =>
        {
            if (change.What is Happening.LabelsArrived or Happening.ItemsChanged or Happening.ProjectChanged)
                _kept.TryRemove(change.ProjectId, out _);
        });
    }

    /// <summary>The project's figures; they are worked out at the first call and after something changed.</summary>
    internal async Task<MeasuredVotes> OfAsync(int projectId, CancellationToken ct)
    {
        foreach (var other in _kept.Keys.Where(id => id != projectId).Skip(MostKept - 1))
            _kept.TryRemove(other, out _);
        // Worked out for everybody who asks meanwhile, so nobody's leaving stops it.
        var measuring = _kept.GetOrAdd(projectId, id => new(() => MeasureAsync(id)));
        try
        {
            return await measuring.Value.WaitAsync(ct);
        }
        catch when (measuring.Value.IsFaulted)
        {
            _kept.TryRemove(KeyValuePair.Create(projectId, measuring));
            throw;
        }
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<MeasuredVotes> MeasureAsync(int projectId)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        return await TrainingThread.RunAsync(() => MeasuredVotes.Of(db, projectId, _threads, CancellationToken.None));
    }
}
