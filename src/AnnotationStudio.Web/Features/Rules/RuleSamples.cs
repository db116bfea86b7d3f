using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>Keeps the sample of the projects whose rules are being worked on, so that a pattern can be tried at every key.</summary>
public sealed class RuleSamples : IDisposable
{
    private const int MostKept = 2;   // 40 MB of text each at most
    private readonly StudioStore _store;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, Lazy<Task<RuleSample>>> _kept = new();

    public RuleSamples(StudioStore store, StudioEvents events)
    {
        _store = store;
        _subscription = events.Subscribe(change =>
        {
            if (change.What is Happening.ItemsChanged or Happening.LabelsArrived)
                _kept.TryRemove(change.ProjectId, out _);
        });
    }

    /// <summary>The project's sample; it is read at the first call and after items or labels changed.</summary>
    public async Task<RuleSample> OfAsync(int projectId, CancellationToken ct)
    {
        foreach (var other in _kept.Keys.Where(id => id != projectId).Skip(MostKept - 1))
            _kept.TryRemove(other, out _);
        // Read for everybody who asks meanwhile, so nobody's leaving stops it.
        var reading = _kept.GetOrAdd(projectId, id => new Lazy<Task<RuleSample>>(() => Task.Run(() => ReadAsync(id))));
        try
        {
            return await reading.Value.WaitAsync(ct);
        }
        catch when (reading.Value.IsFaulted)
        {
            _kept.TryRemove(new KeyValuePair<int, Lazy<Task<RuleSample>>>(projectId, reading));
            throw;
        }
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<RuleSample> ReadAsync(int projectId)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        return await RuleSample.ReadAsync(db, projectId, CancellationToken.None);
    }
}
