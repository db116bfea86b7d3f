namespace AnnotationStudio.Load;

/// <summary>How long the quality page and its REST call take on a large project: right after a start, again, and with a filter that nobody asked for before.</summary>
/// <remarks>The bar: the page shows its agreement within a second, right after a start and with a new filter; and REST answers a new filter in two.</remarks>
internal static class QualityRun
{
    private const double MostSeconds = 1;
    private const string Figure = "Krippendorff";

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        await using var server = new StudioServer(options);
        await server.StartAsync([], ct);
        var stage = await Stage.SetAsync(server, options.Number("items", 100_000), options.Number("people", 20), ct, "traffic", "snow", "pests", "other");
        await SizeRun.PreparedAsync(server, stage, ct);
        await server.StopAsync(ct);
        var (answers, people) = VoteSeed.Write(server.Folder, stage.ProjectId);

        var rows = new List<Row>();
        await StartAsync("ready", "start");
        using var lead = new Lead(server.Address);
        await lead.SignInAsync("lead@example.org", Owner.Password, ct);
        await OpenAsync("page, right after a start", "");
        await OpenAsync("page, again", "");
        await OpenAsync("page, answers of a person", $"?person={people[3]}");
        await OpenAsync("page, label", $"?given={Stage.Labels[1]}");
        await OpenAsync("page, half of the time", $"?from={Day(-30)}");
        await OpenAsync("page, a week", $"?from={Day(-20)}&to={Day(-14)}");
        await OpenAsync("page, the week again", $"?from={Day(-20)}&to={Day(-14)}");
        using var program = RefreshRun.Lead(server, stage);
        await AskAsync("REST, answers of a person", $"?person={people[4]}");
        await AskAsync("REST, label", $"?given={Stage.Labels[2]}");
        await AskAsync("REST, half of the time", $"?to={Day(-30)}");
        await AskAsync("REST, all", "");
        var gigabytes = server.PeakGigabytes;
        await server.StopAsync(ct);
        await StartAsync("ready", "start again");
        await AskAsync("REST, right after a start", "");

        var met = rows.Where(row => row.What.StartsWith("page", StringComparison.Ordinal)).All(row => row.Shown <= MostSeconds)
            && rows.Where(row => row.What.StartsWith("REST, ", StringComparison.Ordinal)).All(row => row.Whole <= 2 * MostSeconds || row.What.Contains("start", StringComparison.Ordinal));
        return Verdict.Print(new { met, answers, gigabytes, rows }, met);

        async Task StartAsync(string shown, string what)
        {
            var ready = Math.Round((await server.StartAsync([], ct)).TotalSeconds, 3);
            Note(new Row($"{what}, until {shown}", ready, ready, ready));
        }

        async Task OpenAsync(string what, string query)
        {
            var opening = await lead.OpenAsync($"/projects/{stage.ProjectId}/quality{query}", Figure, ct);
            Note(new Row(what, opening.First, opening.Shown, opening.Whole));
        }

        async Task AskAsync(string what, string query)
        {
            var began = TimeProvider.System.GetTimestamp();
            await program.GetStringAsync($"quality{query}", ct);
            var seconds = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 3);
            Note(new Row(what, seconds, seconds, seconds));
        }

        void Note(Row row)
        {
            rows.Add(row);
            Console.Error.WriteLine($"{row.What,-30} first {row.First,7:0.000} s   figures {row.Shown,7:0.000} s   whole {row.Whole,7:0.000} s");
        }
    }

    /// <param name="What">Asked for.</param>
    /// <param name="First">Seconds until the first answer.</param>
    /// <param name="Shown">Seconds until agreement showed.</param>
    /// <param name="Whole">Seconds until all was there.</param>
    internal sealed record Row(string What, double First, double Shown, double Whole);

    private static string Day(int days) => $"{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}";
}
