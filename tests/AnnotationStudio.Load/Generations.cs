using System.Net.Http.Json;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>The rankings that stood in the queue one after the other: what each had seen, and when it was written by the server's clock, which is ours.</summary>
internal sealed class Generations
{
    private readonly SortedDictionary<DateTimeOffset, long> _seen = [];

    public int Count => _seen.Count;

    /// <summary>When the first ranking was written that knows an annotation; the end of time when none was.</summary>
    public DateTimeOffset FirstWith(long sequence) => _seen.Where(entry => entry.Value >= sequence).Select(entry => entry.Key).DefaultIfEmpty(DateTimeOffset.MaxValue).First();

    /// <summary>Asks again and again, until it is told to stop.</summary>
    public async Task PollAsync(HttpClient lead, TimeSpan every, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (await ReadAsync(lead, stop) is { } ranking)
                    _seen[ranking.At] = ranking.KnowsUpTo;
                await Task.Delay(every, TimeProvider.System, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    /// <summary>Waits for a ranking that knows an annotation.</summary>
    public static async Task ReachAsync(HttpClient lead, long sequence, CancellationToken ct)
    {
        while (await ReadAsync(lead, ct) is not { } ranking || ranking.KnowsUpTo < sequence)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
    }

    /// <summary>Waits for a ranking that was made after a moment.</summary>
    public static async Task ReachAsync(HttpClient lead, DateTimeOffset after, CancellationToken ct)
    {
        while (await ReadAsync(lead, ct) is not { } ranking || ranking.At <= after)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
    }

    private static async Task<(long KnowsUpTo, DateTimeOffset At)?> ReadAsync(HttpClient lead, CancellationToken ct)
    {
        var status = await lead.GetFromJsonAsync<JsonElement>("status", ct);
        return status.GetProperty("queue") is { ValueKind: JsonValueKind.Object } queue
            ? (queue.GetProperty("knowsUpTo").GetInt64(), queue.GetProperty("rankedAt").GetDateTimeOffset())
            : null;
    }
}
