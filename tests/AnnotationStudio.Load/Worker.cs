using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>One of the processes that offer the load: some clients, each on its own beat.</summary>
internal static class Worker
{
    /// <summary>What a process measured.</summary>
    internal sealed record Report(List<double> Next, List<double> Put, List<double> Behind, List<Acknowledged> Ledger, int Offered, int Served, int Dry, List<string> Errors)
    {
        public static Report Empty() => new([], [], [], [], 0, 0, 0, []);

        public Report With(Report other) => new(
            [.. Next, .. other.Next], [.. Put, .. other.Put], [.. Behind, .. other.Behind], [.. Ledger, .. other.Ledger],
            Offered + other.Offered, Served + other.Served, Dry + other.Dry, [.. Errors, .. other.Errors]);
    }

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var job = JsonSerializer.Deserialize<Job>(await File.ReadAllTextAsync(options.Text("job", ""), ct))!;
        var started = Stopwatch.GetTimestamp();
        var reports = await Task.WhenAll(job.Tokens.Select((token, client) => BeatAsync(job, token, client, started, ct)));
        var all = reports.Aggregate(Report.Empty(), (sum, one) => sum.With(one));
        await File.WriteAllTextAsync(job.ReportFile, JsonSerializer.Serialize(all), ct);
        return 0;
    }

    /// <param name="Address">Of the server.</param>
    /// <param name="ProjectId">Where to label.</param>
    /// <param name="Tokens">One for each client.</param>
    /// <param name="First">Number of the first client among all.</param>
    /// <param name="Period">Milliseconds between two items of one client.</param>
    /// <param name="Seconds">How long, warming up included.</param>
    /// <param name="Warm">Seconds at the beginning that count for the ledger and not for the figures.</param>
    /// <param name="ReportFile">Where the figures go.</param>
    internal sealed record Job(Uri Address, int ProjectId, IReadOnlyList<string> Tokens, int First, double Period, int Seconds, int Warm, string ReportFile);

    // Open loop: the beat does not wait for the server. A client that is late begins the next item at once, and how late it was is kept.
    private static async Task<Report> BeatAsync(Job job, string token, int client, long started, CancellationToken ct)
    {
        using var annotator = new Annotator(job.Address, job.ProjectId, token);
        var report = Report.Empty();
        var offset = job.Period * client / job.Tokens.Count;
        var (offered, served, dry) = (0, 0, 0);
        for (var beat = 0; ; beat++)
        {
            var due = TimeSpan.FromMilliseconds(offset + beat * job.Period);
            if (due.TotalSeconds >= job.Seconds)
                break;
            var wait = due - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System, ct);
            var counts = due.TotalSeconds >= job.Warm;
            offered += counts ? 1 : 0;
            // Who cannot keep the beat would otherwise go on for ever after the end.
            if (Stopwatch.GetElapsedTime(started).TotalSeconds > job.Seconds + 2)
                continue;
            try
            {
                var begun = Stopwatch.GetTimestamp();
                var given = await annotator.NextAsync(ct);
                var got = Stopwatch.GetTimestamp();
                if (given is null)
                {
                    dry++;
                    continue;
                }

                var key = Guid.CreateVersion7();
                var status = await annotator.PutAsync(key, given, ct);
                var done = Stopwatch.GetTimestamp();
                if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
                {
                    report.Errors.Add($"PUT {status}");
                    continue;
                }

                report.Ledger.Add(new Acknowledged(key, given.ItemId, given.Label, job.First + client));
                if (!counts)
                    continue;
                served++;
                report.Next.Add(Stopwatch.GetElapsedTime(begun, got).TotalMilliseconds);
                report.Put.Add(Stopwatch.GetElapsedTime(got, done).TotalMilliseconds);
                report.Behind.Add((Stopwatch.GetElapsedTime(started, begun) - due).TotalMilliseconds);
            }
            catch (HttpRequestException exception)
            {
                report.Errors.Add(exception.Message);
            }
        }

        return report with { Offered = offered, Served = served, Dry = dry };
    }
}
