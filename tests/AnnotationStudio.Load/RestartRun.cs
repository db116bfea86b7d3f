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
    /// <param name="Next">While clients label afterwards, the queue is refreshed and, where one was asked for, a round runs.</param>
    /// <param name="RoundSeconds">What the round took; null where none was asked for.</param>
    /// <param name="Memory">After the first ranking, with as many answers as were asked for, after labelling, after the round.</param>
    /// <param name="Gigabytes">The most memory that the process held.</param>
    internal sealed record Start(
        double ReadySeconds, double NextSeconds, double RankedSeconds, Percentiles Next, double? RoundSeconds, IReadOnlyDictionary<string, ProcessMemory> Memory, double Gigabytes)
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
        var memory = new Dictionary<string, ProcessMemory> { ["ranked"] = server.Memory };
        await AnswerAsync(server, stage, lead, options.Number("answers", 0), ct);
        memory["answered"] = server.Memory;
        var told = await BeatAsync(server, stage, lead, options, ct);
        memory["labelled"] = server.Memory;
        double? round = null;
        if (options.Has("round"))
        {
            var started = TimeProvider.System.GetTimestamp();
            using var owner = new Owner(server);
            var training = owner.RunAsync("", ct, "train", "--project", "load", "--tier", "regression", "--wait");
            while (!training.IsCompleted)
                told.AddRange(await BeatAsync(server, stage, lead, options, ct));
            await training;
            round = Rounded(TimeProvider.System.GetElapsedTime(started));
            memory["round"] = server.Memory;
        }

        return new Start(
            Rounded(ready), Rounded(given - ready), Rounded(ranked), Percentiles.Of(told.Select(label => label.NextMilliseconds)), round, memory, server.PeakGigabytes);
    }

    // As quick as it goes, waiting for a new ranking whenever the queue runs dry.
    private static async Task AnswerAsync(StudioServer server, Stage stage, HttpClient lead, int answers, CancellationToken ct)
    {
        for (var there = await RefreshRun.LastAsync(lead, ct); there < answers; there = await RefreshRun.LastAsync(lead, ct))
        {
            await RefreshRun.LabelAsync(server, stage, (int)Math.Max(stage.Tokens.Count, answers - there), ct);
            await Generations.ReachAsync(lead, await RefreshRun.LastAsync(lead, ct), ct);
        }
    }

    private static async Task<List<RefreshRun.Told>> BeatAsync(StudioServer server, Stage stage, HttpClient lead, Arguments options, CancellationToken ct)
    {
        var told = await RefreshRun.BeatAsync(server, stage, options.Number("rate", 80), options.Number("seconds", 15), ct);
        await Generations.ReachAsync(lead, await RefreshRun.LastAsync(lead, ct), ct);
        return [.. told];
    }

    private static double Rounded(TimeSpan span) => Math.Round(span.TotalSeconds, 2);
}
