using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>What working the fix queue is worth in the product: people's labels of which some are wrong, a search, a lead who knows the truth at the front of the queue, and the model's accuracy on audit items before and after.</summary>
/// <remarks><c>--data</c> names rows of <c>text</c> and <c>label</c>; without it the texts are made up. The labels of audit items are true: they are to judge, not to be judged.</remarks>
internal static class FixingRun
{
    private const double LeastHits = .7;

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var rows = Rows(options.Text("data", ""), options.Number("items", 5_600));
        var worked = options.Number("worked", 500);
        await using var server = new StudioServer(options);
        await server.StartAsync([], ct);
        var project = await OpenAsync(server, rows, ct);
        using var lead = project.Lead;
        var watch = Stopwatch.StartNew();
        var (items, wrong) = await LabelAsync(project, rows, options.Number("seed", 1), ct);
        await RoundAsync(server, ct);
        await SearchAsync(lead, ct);
        var found = (await lead.GetFromJsonAsync<JsonElement>("label-errors", ct)).GetProperty("found");
        var searched = watch.Elapsed;
        var hits = await FixAsync(lead, rows, items, wrong, worked, ct);
        await RoundAsync(server, ct);
        var after = (await lead.GetFromJsonAsync<JsonElement>("label-errors", ct)).GetProperty("found");
        var effect = after.GetProperty("effect");
        var (was, now) = (Accuracy(effect.GetProperty("before")), Accuracy(effect.GetProperty("after")));
        var met = hits >= LeastHits * worked && now > was;
        return Verdict.Print(
            new
            {
                met,
                labels = items.Count,
                wrong = wrong.Count,
                estimated = found.GetProperty("estimated").GetDouble(),
                low = found.GetProperty("low").GetDouble(),
                high = found.GetProperty("high").GetDouble(),
                worked,
                errors = hits,
                asThePageCounts = after.GetProperty("worked"),
                before = effect.GetProperty("before"),
                after = effect.GetProperty("after"),
                secondsToSearched = Math.Round(searched.TotalSeconds),
                seconds = Math.Round(watch.Elapsed.TotalSeconds),
            },
            met);
    }

    private sealed record Fixing(HttpClient Lead, HttpClient Annotator);

    private sealed record TextRow(string Text, string Label);

    private static TextRow[] Rows(string path, int count) => path.Length == 0
        ? [.. Stage.Rows(count).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(row => new TextRow(row.GetProperty("text").GetString()!, Stage.LabelOf(row.GetProperty("id").GetString())))]
        : [.. File.ReadLines(path).Take(count).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(row => new TextRow(row.GetProperty("text").GetString()!, row.GetProperty("label").GetString()!))];

    private static async Task<Fixing> OpenAsync(StudioServer server, TextRow[] rows, CancellationToken ct)
    {
        using var owner = new Owner(server);
        var (lead, annotator) = (await owner.AddAsync("lead@example.org", "lead", ct), await owner.AddAsync("annotator@example.org", "annotator", ct));
        using var first = Client(server, "", lead);
        using var made = await first.PostAsJsonAsync(
            "projects", new { name = "fixing", task = "single", labels = rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).Select(name => new { name }), settings = new { retrainAfter = 100_000 } }, ct);
        made.EnsureSuccessStatusCode();
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetInt32();
        (await first.PostAsJsonAsync($"projects/{id}/members", new { email = "annotator@example.org", role = "annotator" }, ct)).EnsureSuccessStatusCode();
        var file = Path.Combine(server.Folder, "rows.jsonl");
        await File.WriteAllLinesAsync(file, rows.Select((row, at) => JsonSerializer.Serialize(new { id = $"{at}", text = row.Text })), ct);
        await owner.RunAsync("", ct, "import", "--project", "fixing", "--file", file);
        File.Delete(file);
        return new Fixing(Client(server, $"projects/{id}/", lead), Client(server, $"projects/{id}/", annotator));
    }

    private static HttpClient Client(StudioServer server, string path, string token)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address, $"/api/v1/{path}"), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Everything is labelled, a tenth of what is no audit item wrong.</summary>
    /// <returns>Row of each labelled item that is no audit item, and which of the items are wrong.</returns>
    private static async Task<(Dictionary<long, int> Items, HashSet<long> Wrong)> LabelAsync(Fixing project, TextRow[] rows, int seed, CancellationToken ct)
    {
        var (random, names) = (new Random(seed), rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).ToArray());
        var (items, audit) = (new Dictionary<long, int>(), new Dictionary<long, int>());
        for (long? after = 0; after is not null;)
        {
            var page = await project.Lead.GetFromJsonAsync<JsonElement>($"items?limit=200{(after > 0 ? $"&after={after}" : "")}", ct);
            foreach (var item in page.GetProperty("items").EnumerateArray())
                (item.GetProperty("isAudit").GetBoolean() ? audit : items)[item.GetProperty("id").GetInt64()] = int.Parse(item.GetProperty("externalId").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            after = page.GetProperty("next").ValueKind == JsonValueKind.Number ? page.GetProperty("next").GetInt64() : null;
        }

        long[] order = [.. items.Keys.Order()];
        random.Shuffle(order);
        var wrong = order.Take(order.Length / 10).ToHashSet();
        foreach (var (item, row) in audit.Concat(items))
        {
            var label = rows[row].Label;
            if (wrong.Contains(item))
                label = names[(Array.IndexOf(names, label) + 1 + random.Next(names.Length - 1)) % names.Length];
            using var answer = await project.Annotator.PutAsJsonAsync($"annotations/{Guid.CreateVersion7()}", new { itemId = item, action = "submit", labels = new[] { label }, elapsedMs = 900 }, ct);
            answer.EnsureSuccessStatusCode();
        }

        return (items, wrong);
    }

    // Each answer is settled as the page would: keep what is right, correct what is wrong.
    private static async Task<int> FixAsync(HttpClient lead, TextRow[] rows, Dictionary<long, int> items, HashSet<long> wrong, int worked, CancellationToken ct)
    {
        var queue = new List<long>();
        while (queue.Count < worked)
        {
            var page = (await lead.GetFromJsonAsync<JsonElement>($"review?skip={queue.Count}&limit={Math.Min(200, worked - queue.Count)}", ct)).GetProperty("items");
            if (page.GetArrayLength() == 0)
                break;
            queue.AddRange(page.EnumerateArray().Select(row => row.GetProperty("itemId").GetInt64()));
        }

        foreach (var item in queue)
            (await lead.PostAsJsonAsync($"review/{item}", new { labels = new[] { rows[items[item]].Label } }, ct)).EnsureSuccessStatusCode();
        return queue.Count(wrong.Contains);
    }

    private static async Task RoundAsync(StudioServer server, CancellationToken ct)
    {
        using var owner = new Owner(server);
        await owner.RunAsync("", ct, "train", "--project", "fixing", "--tier", "regression", "--wait");
    }

    private static async Task SearchAsync(HttpClient lead, CancellationToken ct)
    {
        (await lead.PostAsync("label-errors", null, ct)).EnsureSuccessStatusCode();
        while (true)
        {
            var state = await lead.GetFromJsonAsync<JsonElement>("label-errors", ct);
            if (state.GetProperty("problem").ValueKind == JsonValueKind.String)
                throw new InvalidOperationException(state.GetProperty("problem").GetString());
            if (state.GetProperty("search").ValueKind == JsonValueKind.Null && state.GetProperty("found").ValueKind == JsonValueKind.Object)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
        }
    }

    private static double Accuracy(JsonElement judged) => judged.GetProperty("accuracy").GetProperty("value").GetDouble();
}
