using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace AnnotationStudio.Load;

/// <summary>Counts flushes to disk against acknowledgements: a kill alone cannot show that one is missing, the machine's cache survives it.</summary>
internal static class FlushRun
{
    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        await using var server = new StudioServer(options);
        var summary = Path.Combine(server.Folder, "strace.txt");
        await server.StartAsync([], ct);
        var stage = await Stage.SetAsync(server, options.Number("items", 20_000), options.Number("clients", 8), ct);
        await server.StopAsync(ct);
        await server.StartAsync(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", summary], ct);
        var acknowledged = (await Task.WhenAll(stage.Tokens.Select(token => LabelAsync(server.Address, stage.ProjectId, token, options.Number("seconds", 20), ct)))).Sum();
        await server.StopAsync(ct);
        var flushes = await CountAsync(summary, ct);
        var met = acknowledged > 0 && flushes * 64L >= acknowledged;
        return Verdict.Print(new { met, acknowledged, flushes, acknowledgedPerFlush = flushes == 0 ? 0 : Math.Round((double)acknowledged / flushes, 2) }, met);
    }

    private static async Task<int> LabelAsync(Uri address, int projectId, string token, int seconds, CancellationToken ct)
    {
        using var annotator = new Annotator(address, projectId, token);
        var (started, count) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds && await annotator.NextAsync(ct) is { } given)
            count += await annotator.PutAsync(Guid.CreateVersion7(), given, ct) == HttpStatusCode.Created ? 1 : 0;
        return count;
    }

    // "% time  seconds  usecs/call  calls  errors  syscall": the calls stand fourth.
    private static async Task<int> CountAsync(string summary, CancellationToken ct) => (await File.ReadAllLinesAsync(summary, ct))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length >= 5 && words[^1] is "fsync" or "fdatasync")
        .Sum(words => int.Parse(words[3], CultureInfo.InvariantCulture));
}
