using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>How soon the queue knows a label: from its 201 to the ranking in the queue that had seen it, while all clients go on labelling.</summary>
internal static class RefreshRun
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var (clients, labels) = (options.Number("clients", 8), options.Number("labels", 1_000));
        await using var server = new StudioServer(options);
        await server.StartAsync([], ct);
        var stage = await Stage.SetAsync(server, options.Number("items", 100_000), clients, ct);
        using var lead = Lead(server, stage);
        if (!options.Has("rounds"))
            (await lead.PatchAsJsonAsync("", new { settings = new { retrainAfter = 100_000 } }, ct)).EnsureSuccessStatusCode();
        await LabelAsync(server, stage, labels, ct);
        await Generations.ReachAsync(lead, await LastAsync(lead, ct), ct);

        var (seconds, rate) = (options.Number("seconds", 60), options.Number("rate", 16));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var generations = new Generations();
        var used = server.Used;
        var polling = generations.PollAsync(lead, PollEvery, stop.Token);
        var told = await BeatAsync(server, stage, rate, seconds, ct);
        used = server.Used - used;
        await Generations.ReachAsync(lead, await LastAsync(lead, ct), ct);
        await Task.Delay(2 * PollEvery, TimeProvider.System, ct);
        await stop.CancelAsync();
        await polling;

        var sequences = await SequencesAsync(lead, ct);
        var fresh = Percentiles.Of(told.Select(label => (generations.FirstWith(sequences[label.Key]) - label.At).TotalMilliseconds));
        var next = Percentiles.Of(told.Select(label => label.NextMilliseconds));
        var p95 = Percentile(told.Select(label => (generations.FirstWith(sequences[label.Key]) - label.At).TotalMilliseconds), .95);
        var met = p95 <= 1_000 && told.Count >= .9 * rate * seconds;
        return Verdict.Print(
            new
            {
                met,
                labels = told.Count,
                untilTheQueueKnows = fresh,
                p95 = Math.Round(p95, 1),
                rankings = generations.Count,
                next,
                put = Percentiles.Of(told.Select(label => label.PutMilliseconds)),
                serverCores = Math.Round(used.TotalSeconds / seconds, 3),
                serverGigabytes = server.PeakGigabytes,
            },
            met);
    }

    internal sealed record Told(Guid Key, DateTimeOffset At, double NextMilliseconds, double PutMilliseconds);

    public static HttpClient Lead(StudioServer server, Stage stage)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address, $"/api/v1/projects/{stage.ProjectId}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.LeadToken);
        return client;
    }

    /// <summary>All clients, as quick as it goes, until there are labels enough.</summary>
    public static Task LabelAsync(StudioServer server, Stage stage, int labels, CancellationToken ct) => Task.WhenAll(stage.Tokens.Select(async token =>
    {
        using var annotator = new Annotator(server.Address, stage.ProjectId, token);
        for (var label = 0; label < labels / stage.Tokens.Count && await annotator.NextAsync(ct) is { } given; label++)
            await annotator.PutAsync(Guid.CreateVersion7(), given, ct);
    }));

    /// <summary>All clients, so many labels a second together.</summary>
    public static async Task<IReadOnlyCollection<Told>> BeatAsync(StudioServer server, Stage stage, int rate, int seconds, CancellationToken ct)
    {
        var told = new ConcurrentBag<Told>();
        var period = (double)stage.Tokens.Count / rate;
        await Task.WhenAll(stage.Tokens.Select((token, at) => BeatAsync(server.Address, stage.ProjectId, token, told, (double)at / rate, period, seconds, ct)));
        return told;
    }

    private static async Task BeatAsync(
        Uri address, int projectId, string token, ConcurrentBag<Told> told, double offset, double period, int seconds, CancellationToken ct)
    {
        using var annotator = new Annotator(address, projectId, token);
        var started = Stopwatch.GetTimestamp();
        for (var due = offset; due < seconds; due += period)
        {
            var wait = TimeSpan.FromSeconds(due) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System, ct);
            var begun = Stopwatch.GetTimestamp();
            if (await annotator.NextAsync(ct) is not { } given)
                return;
            var (got, key) = (Stopwatch.GetTimestamp(), Guid.CreateVersion7());
            if (await annotator.PutAsync(key, given, ct) == HttpStatusCode.Created)
                told.Add(new Told(key, TimeProvider.System.GetUtcNow(), Stopwatch.GetElapsedTime(begun, got).TotalMilliseconds, Stopwatch.GetElapsedTime(got).TotalMilliseconds));
        }
    }

    /// <summary>Sequence of the last annotation.</summary>
    public static async Task<long> LastAsync(HttpClient lead, CancellationToken ct) => (await SequencesAsync(lead, ct)).Values.Max();

    private static async Task<Dictionary<Guid, long>> SequencesAsync(HttpClient lead, CancellationToken ct)
    {
        var sequences = new Dictionary<Guid, long>();
        for (var after = 0L; ;)
        {
            var page = await lead.GetFromJsonAsync<JsonElement>($"annotations?after={after}&limit=10000", ct);
            if (page.GetArrayLength() == 0)
                return sequences;
            foreach (var row in page.EnumerateArray())
                sequences[row.GetProperty("key").GetGuid()] = after = row.GetProperty("sequence").GetInt64();
        }
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.PositiveInfinity : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
