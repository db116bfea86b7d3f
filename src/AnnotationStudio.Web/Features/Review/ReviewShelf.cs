using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>Keeps the queues of the projects that leads look at, until something happens there.</summary>
public sealed class ReviewShelf : IDisposable
{
    private const int MostKept = 8;
    private readonly StudioStore _store;
    private readonly ErrorShelf _errors;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, Lazy<Task<ReviewQueue>>> _kept = new();

    public ReviewShelf(StudioStore store, ErrorShelf errors, StudioEvents events)
    {
        (_store, _errors) = (store, errors);
        _subscription = events.Subscribe(change =>
        {
            if (change.What is Happening.LabelsArrived or Happening.ItemsChanged or Happening.ProjectChanged or Happening.ErrorsSearched)
                _kept.TryRemove(change.ProjectId, out _);
        });
    }

    /// <summary>How many items of the project need a lead.</summary>
    public async Task<int> CountAsync(int projectId, CancellationToken ct) => (await OfAsync(projectId, ct)).Cases.Count;

    internal async Task<ReviewQueue> OfAsync(int projectId, CancellationToken ct)
    {
        foreach (var other in _kept.Keys.Where(id => id != projectId).Skip(MostKept - 1))
            _kept.TryRemove(other, out _);
        // Read for everybody who asks meanwhile, so nobody's leaving stops it.
        var reading = _kept.GetOrAdd(projectId, id => new(() => ReadAsync(id)));
        try
        {
            return await reading.Value.WaitAsync(ct);
        }
        catch when (reading.Value.IsFaulted)
        {
            _kept.TryRemove(KeyValuePair.Create(projectId, reading));
            throw;
        }
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<ReviewQueue> ReadAsync(int projectId)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        return await ReviewQueue.ReadAsync(db, projectId, _errors.Find(projectId), CancellationToken.None);
    }
}
