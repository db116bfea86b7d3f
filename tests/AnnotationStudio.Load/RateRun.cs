using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>Many clients from several processes at an offered rate, while rounds of training run because their labels make them due.</summary>
internal static class RateRun
{
    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var (clients, rate) = (options.Number("clients", 32), options.Number("rate", 400));
        await using var server = new StudioServer(options);
        await server.StartAsync([], ct);
        var stage = await Stage.SetAsync(server, options.Number("items", 100_000), clients, ct);
        var quiet = options.Has("quiet");
        if (quiet)
            await LeadAsync(server, stage, HttpMethod.Patch, "", new { settings = new { retrainAfter = 100_000 } }, ct);
        var before = server.Used;
        var driving = DriveAsync(server, stage, options, rate, clients, ct);
        if (options.Text("tier", "") is { Length: > 0 } tier)
        {
            // A network needs labels first: those of the warm-up.
            await Task.Delay(TimeSpan.FromSeconds(options.Number("warm", 10)), TimeProvider.System, ct);
            using var owner = new Owner(server);
            await owner.RunAsync("", ct, "train", "--project", "load", "--tier", tier);
        }

        var report = await driving;
        var used = server.Used - before;
        var models = await LeadAsync(server, stage, HttpMethod.Get, "/models", null, ct);
        var verdict = await LedgerVerdict.OfAsync(server.Address, stage, report.Ledger, ct);
        var (next, put) = (Percentiles.Of(report.Next), Percentiles.Of(report.Put));
        var share = report.Offered == 0 ? 0 : (double)report.Served / report.Offered;
        var met = share >= 0.99 && next.P99 <= 25 && put.P99 <= 40 && report.Errors.Count == 0 && verdict.IsClean;
        return Verdict.Print(
            new
            {
                met,
                offered = report.Offered,
                served = report.Served,
                servedShare = Math.Round(share, 4),
                next,
                put,
                behindTheBeat = Percentiles.Of(report.Behind),
                serverMillisecondsAnItem = Math.Round(used.TotalMilliseconds / Math.Max(1, report.Ledger.Count), 3),
                dry = report.Dry,
                errors = report.Errors.CountBy(error => error).ToDictionary(),
                ledger = verdict,
                training = await TrainingAsync(server, stage, ct),
                modelVersions = models.ValueKind == JsonValueKind.Array ? models.GetArrayLength() : -1,
            },
            met);
    }

    // What still trained when the last label had come.
    private static async Task<string?> TrainingAsync(StudioServer server, Stage stage, CancellationToken ct)
    {
        var status = await LeadAsync(server, stage, HttpMethod.Get, "/status", null, ct);
        return status.GetProperty("training") is { ValueKind: JsonValueKind.Object } run ? run.GetRawText() : null;
    }

    private static async Task<Worker.Report> DriveAsync(StudioServer server, Stage stage, Arguments options, int rate, int clients, CancellationToken ct)
    {
        var processes = options.Number("processes", 4);
        var period = 1000.0 * clients / rate;
        var (seconds, warm) = (options.Number("seconds", 60), options.Number("warm", 10));
        var jobs = stage.Tokens.Chunk((clients + processes - 1) / processes).Select((tokens, at) => new Worker.Job(
            server.Address, stage.ProjectId, tokens, at * tokens.Length, period, seconds + warm, warm, Path.Combine(server.Folder, $"report-{at}.json"))).ToList();
        var running = new List<Process>();
        foreach (var (job, at) in jobs.Select((job, at) => (job, at)))
        {
            var file = Path.Combine(server.Folder, $"job-{at}.json");
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(job), ct);
            running.Add(Process.Start("dotnet", [typeof(Worker).Assembly.Location, "worker", "--job", file]));
        }

        var report = Worker.Report.Empty();
        foreach (var (process, job) in running.Zip(jobs))
        {
            await process.WaitForExitAsync(ct);
            process.Dispose();
            report = report.With(JsonSerializer.Deserialize<Worker.Report>(await File.ReadAllTextAsync(job.ReportFile, ct))!);
        }

        return report;
    }

    private static async Task<JsonElement> LeadAsync(StudioServer server, Stage stage, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(method, $"/api/v1/projects/{stage.ProjectId}{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stage.LeadToken);
        using var answer = await client.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return answer.Content.Headers.ContentLength is not 0 ? await answer.Content.ReadFromJsonAsync<JsonElement>(ct) : default;
    }
}
