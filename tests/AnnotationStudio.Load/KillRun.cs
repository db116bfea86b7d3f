using System.Collections.Concurrent;
using System.Net;

namespace AnnotationStudio.Load;

/// <summary>Kills the server again and again while clients label, then asks it what it kept.</summary>
internal static class KillRun
{
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var outcome = await LoopAsync(options, ct);
        return Verdict.Print(outcome, outcome.Met);
    }

    /// <param name="Met">Nothing lost, nothing doubled, and ready within five seconds each time.</param>
    /// <param name="Kills">How often it was killed.</param>
    /// <param name="SlowestReadySeconds">From the start of the process to its first answer.</param>
    /// <param name="Ledger">The clients' side against the server's.</param>
    /// <param name="Errors">Answers that no kill explains.</param>
    internal sealed record Outcome(bool Met, int Kills, double SlowestReadySeconds, LedgerVerdict Ledger, IReadOnlyList<string> Errors);

    public static async Task<Outcome> LoopAsync(Arguments options, CancellationToken ct)
    {
        var (kills, clients) = (options.Number("kills", 5), options.Number("clients", 8));
        var random = new Random(options.Number("seed", 1));
        await using var server = new StudioServer(options);
        await server.StartAsync([], ct);
        var stage = await Stage.SetAsync(server, options.Number("items", 20_000), clients, ct);
        var ledger = new ConcurrentBag<Acknowledged>();
        var errors = new ConcurrentBag<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var labelling = stage.Tokens.Select((token, person) => Task.Run(() => LabelAsync(server.Address, stage.ProjectId, token, person, ledger, errors, stop.Token), ct)).ToList();
        var slowest = TimeSpan.Zero;
        for (var kill = 0; kill < kills; kill++)
        {
            await GrowAsync(ledger, ledger.Count + random.Next(5, 200), ct);
            await server.KillAsync();
            var ready = await server.StartAsync([], ct);
            slowest = ready > slowest ? ready : slowest;
        }

        await GrowAsync(ledger, ledger.Count + 5, ct);
        await stop.CancelAsync();
        await Task.WhenAll(labelling);
        var verdict = await LedgerVerdict.OfAsync(server.Address, stage, ledger, ct);
        return new Outcome(verdict.IsClean && slowest.TotalSeconds <= 5 && errors.IsEmpty, kills, Math.Round(slowest.TotalSeconds, 2), verdict, [.. errors.Distinct()]);
    }

    // Kills fall into the midst of labelling, after a number of acknowledgements that nobody can foresee.
    private static async Task GrowAsync(ConcurrentBag<Acknowledged> ledger, int count, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (ledger.Count < count && TimeProvider.System.GetElapsedTime(began) < LongestRound)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, ct);
    }

    // As the page's outbox does: one key for each decision, sent until it is acknowledged.
    private static async Task LabelAsync(Uri address, int projectId, string token, int person, ConcurrentBag<Acknowledged> ledger, ConcurrentBag<string> errors, CancellationToken stop)
    {
        using var annotator = new Annotator(address, projectId, token);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await annotator.NextAsync(stop) is not { } given)
                    return;
                await SendAsync(annotator, given, person, ledger, errors, stop);
            }
            catch (HttpRequestException)
            {
                await PauseAsync(stop);
            }
            catch (OperationCanceledException)
            {
                // A client that is told to stop, or a connection that hung in the kill.
            }
        }
    }

    private static async Task SendAsync(Annotator annotator, Given given, int person, ConcurrentBag<Acknowledged> ledger, ConcurrentBag<string> errors, CancellationToken stop)
    {
        var key = Guid.CreateVersion7();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var status = await annotator.PutAsync(key, given, stop);
                if (status is HttpStatusCode.Created or HttpStatusCode.OK)
                    ledger.Add(new Acknowledged(key, given.ItemId, given.Label, person));
                else
                    errors.Add($"PUT {status}");
                return;
            }
            catch (HttpRequestException)
            {
                await PauseAsync(stop);
            }
        }
    }

    private static async Task PauseAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
