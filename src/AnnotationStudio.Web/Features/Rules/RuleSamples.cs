using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>Keeps the sample of the projects whose rules are being worked on, so that a pattern can be tried at every key.</summary>
public sealed class RuleSamples : IDisposable
{
    private const int MostKept = 2;   // 40 MB of text each at most
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);
    private readonly StudioStore _store;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, Reading> _kept = new();

    public RuleSamples(StudioStore store, StudioEvents events, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _subscription = events.Subscribe(change =>
        {
            // What was erased must go at once; while people label, the figures may be half a minute behind.
            if (change.What == Happening.ItemsChanged
                || (change.What == Happening.LabelsArrived && _kept.TryGetValue(change.ProjectId, out var kept) && _time.GetElapsedTime(kept.At) > Settled))
                _kept.TryRemove(change.ProjectId, out _);
        });
    }

    /// <summary>The project's sample; it is read at the first call and after items or labels changed.</summary>
    public async Task<RuleSample> OfAsync(int projectId, CancellationToken ct)
    {
        foreach (var other in _kept.Keys.Where(id => id != projectId).Skip(MostKept - 1))
            _kept.TryRemove(other, out _);
        // Read for everybody who asks meanwhile, so nobody's leaving stops it.
        var reading = _kept.GetOrAdd(projectId, id => new Reading(new Lazy<Task<RuleSample>>(() => Task.Run(() => ReadAsync(id))), _time.GetTimestamp()));
        try
        {
            return await reading.Sample.Value.WaitAsync(ct);
        }
        catch when (reading.Sample.Value.IsFaulted)
        {
            _kept.TryRemove(new KeyValuePair<int, Reading>(projectId, reading));
            throw;
        }
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<RuleSample> ReadAsync(int projectId)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        return await RuleSample.ReadAsync(db, projectId, CancellationToken.None);
    }

    private sealed record Reading(Lazy<Task<RuleSample>> Sample, long At);
}
