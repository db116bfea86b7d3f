namespace AnnotationStudio.Load;

/// <summary>What a start costs with the items that a folder holds: <c>sizes --keep</c> fills one, and it can be started with again and again.</summary>
internal static class RestartRun
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    public const double MostGigabytes = 3;

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        await using var server = new StudioServer(options);
        var start = await MeasureAsync(server, await Stage.ReadAsync(server.Folder, ct), options, ct);
        return Verdict.Print(new { start.Met, start }, start.Met);
    }

    /// <param name="ReadySeconds">From the start of the process to its first answer that says ready.</param>
    /// <param name="NextSeconds">From there to the first item that somebody was given.</param>
    /// <param name="RankedSeconds">From the start of the process to the first ranking of the whole pool, its features there again.</param>
    /// <param name="Next">While clients label afterwards and the queue is refreshed.</param>
    /// <param name="Gigabytes">The most memory that the process held.</param>
    internal sealed record Start(double ReadySeconds, double NextSeconds, double RankedSeconds, Percentiles Next, double Gigabytes)
    {
        public bool Met => ReadySeconds + NextSeconds <= Longest.TotalSeconds && RankedSeconds <= Longest.TotalSeconds && Gigabytes <= MostGigabytes;
    }

    public static async Task<Start> MeasureAsync(StudioServer server, Stage stage, Arguments options, CancellationToken ct)
    {
        var (began, since) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp());
        var ready = await server.StartAsync([], ct);
        using (var annotator = new Annotator(server.Address, stage.ProjectId, stage.Tokens[0]))
            _ = await annotator.NextAsync(ct) ?? throw new InvalidOperationException("Nothing is left to label.");
        var given = TimeProvider.System.GetElapsedTime(since);
        using var lead = RefreshRun.Lead(server, stage);
        await Generations.ReachAsync(lead, began, ct);
        var ranked = TimeProvider.System.GetElapsedTime(since);
        var told = await RefreshRun.BeatAsync(server, stage, options.Number("rate", 80), options.Number("seconds", 15), ct);
        await Generations.ReachAsync(lead, await RefreshRun.LastAsync(lead, ct), ct);
        return new Start(
            Rounded(ready), Rounded(given - ready), Rounded(ranked), Percentiles.Of(told.Select(label => label.NextMilliseconds)), server.PeakGigabytes);
    }

    private static double Rounded(TimeSpan span) => Math.Round(span.TotalSeconds, 2);
}
