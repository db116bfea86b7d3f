using System.Collections.Concurrent;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>When people were last here: noted in memory at each of their calls, and written once a minute for those who called.</summary>
public sealed class LastSeen(StudioStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<int, long> _seen = new();

    public void Note(int personId) => _seen[personId] = time.GetUtcNow().UtcTicks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, stoppingToken);
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteAsync(CancellationToken.None);
        }
    }

    internal async Task WriteAsync(CancellationToken ct)
    {
        var seen = _seen.ToArray();
        if (seen.Length == 0)
            return;
        await store.WriteAsync(db => Write(db, seen), ct);
        // Who called again meanwhile stays, and is written the next time.
        foreach (var person in seen)
            _seen.TryRemove(person);
    }

    private static void Write(StudioDbContext db, KeyValuePair<int, long>[] seen)
    {
        foreach (var (id, ticks) in seen)
        {
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            db.People.Where(person => person.Id == id).ExecuteUpdate(set => set.SetProperty(person => person.LastSeenAt, at));
        }
    }
}
