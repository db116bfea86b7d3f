using System.Globalization;
using System.Net.Http.Json;

namespace AnnotationStudio.Load;

/// <summary>What the size of a pool costs: importing it, giving its items out while it is ranked, and starting again with it.</summary>
/// <remarks>The bars, at the largest size: imported in a minute, ready in ten seconds with its features, 3 GB at most; and <c>next</c> no slower than twice that of the smallest.</remarks>
internal static class SizeRun
{
    private const double MostGrowth = 2;
    private static readonly TimeSpan LongestImport = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var found = new List<Size>();
        foreach (var size in options.Text("sizes", "10000,100000,1000000").Split(','))
        {
            found.Add(await MeasureAsync(options, int.Parse(size, CultureInfo.InvariantCulture), ct));
            Console.Error.WriteLine(found[^1]);
        }

        var last = found[^1];
        var met = last.ImportSeconds <= LongestImport.TotalSeconds && last.Start.Met && last.Gigabytes <= RestartRun.MostGigabytes && last.Next.P99 <= MostGrowth * found[0].Next.P99;
        return Verdict.Print(new { met, sizes = found }, met);
    }

    /// <param name="Items">Of the pool.</param>
    /// <param name="ImportSeconds">Through the command line's socket, from the first row to the summary.</param>
    /// <param name="PrepareSeconds">From there until its features are made and saved.</param>
    /// <param name="Next">While clients label and the queue is refreshed.</param>
    /// <param name="Gigabytes">The most memory of the process that imported and prepared.</param>
    /// <param name="Start">What starting again costs.</param>
    internal sealed record Size(int Items, double ImportSeconds, double PrepareSeconds, Percentiles Next, double Gigabytes, RestartRun.Start Start);

    private static async Task<Size> MeasureAsync(Arguments options, int items, CancellationToken ct)
    {
        await using var server = new StudioServer(options);
        await server.StartAsync([], ct);
        var stage = await Stage.SetAsync(server, items, options.Number("clients", 8), ct);
        using var lead = RefreshRun.Lead(server, stage);
        if (!options.Has("rounds"))
            (await lead.PatchAsJsonAsync("", new { settings = new { retrainAfter = 100_000 } }, ct)).EnsureSuccessStatusCode();
        var began = TimeProvider.System.GetTimestamp();
        await PreparedAsync(server, stage, ct);
        var prepared = Seconds(began);
        await RefreshRun.LabelAsync(server, stage, options.Number("labels", 400), ct);
        await Generations.ReachAsync(lead, await RefreshRun.LastAsync(lead, ct), ct);
        var told = await RefreshRun.BeatAsync(server, stage, options.Number("rate", 80), options.Number("seconds", 15), ct);
        await Generations.ReachAsync(lead, await RefreshRun.LastAsync(lead, ct), ct);
        var peak = server.PeakGigabytes;

        await server.StopAsync(ct);
        return new Size(
            items, Math.Round(stage.ImportTook.TotalSeconds, 1), prepared, Percentiles.Of(told.Select(label => label.NextMilliseconds)), peak,
            await RestartRun.MeasureAsync(server, stage, options, ct));
    }

    /// <summary>Waits until the pool's features are made and saved.</summary>
    public static async Task PreparedAsync(StudioServer server, Stage stage, CancellationToken ct)
    {
        while (!File.Exists(Path.Combine(server.Folder, "features", $"{stage.ProjectId}.pool")))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
    }

    private static double Seconds(long since) => Math.Round(TimeProvider.System.GetElapsedTime(since).TotalSeconds, 1);
}
