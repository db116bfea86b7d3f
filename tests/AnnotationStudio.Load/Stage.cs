using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>A project full of items, and the people who are to label it.</summary>
internal sealed record Stage(int ProjectId, string LeadToken, IReadOnlyList<string> Tokens)
{
    public static readonly string[] Labels = ["roads", "lighting", "waste", "water", "parks", "noise"];

    private static readonly string[] Telling = ["pothole kerb slab", "lamp dark bulb", "bin rubbish sacks", "leak drain flood", "tree bench grass", "music barking drill"];
    private static readonly string[] Filler = "the a my our please again since last week morning street corner house number outside council reported twice nobody came still there very badly children walk past every day school help thank you could somebody look soon before it gets worse".Split(' ');

    /// <summary>How long the items took to import.</summary>
    public TimeSpan ImportTook { get; init; }

    /// <param name="server">Runs.</param>
    /// <param name="items">Imported.</param>
    /// <param name="people">Annotators, beside the lead.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="more">Labels beside those that the texts are of.</param>
    public static async Task<Stage> SetAsync(StudioServer server, int items, int people, CancellationToken ct, params string[] more)
    {
        using var owner = new Owner(server);
        var lead = await owner.AddAsync("lead@example.org", "lead", ct);
        var tokens = new List<string>(people);
        for (var person = 0; person < people; person++)
            tokens.Add(await owner.AddAsync($"annotator{person}@example.org", "annotator", ct));
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lead);
        using var made = await client.PostAsJsonAsync("/api/v1/projects", new { name = "load", task = "single", labels = Labels.Concat(more).Select(name => new { name }) }, ct);
        made.EnsureSuccessStatusCode();
        var projectId = (await made.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetInt32();
        for (var person = 0; person < people; person++)
            (await client.PostAsJsonAsync($"/api/v1/projects/{projectId}/members", new { email = $"annotator{person}@example.org", role = "annotator" }, ct)).EnsureSuccessStatusCode();
        var file = Path.Combine(server.Folder, "items.jsonl");
        await File.WriteAllLinesAsync(file, Rows(items), ct);
        var began = TimeProvider.System.GetTimestamp();
        await owner.RunAsync("", ct, "import", "--project", "load", "--file", file);
        var took = TimeProvider.System.GetElapsedTime(began);
        File.Delete(file);
        var stage = new Stage(projectId, lead, tokens) { ImportTook = took };
        await File.WriteAllTextAsync(PathIn(server.Folder), JsonSerializer.Serialize(stage), ct);
        return stage;
    }

    /// <summary>The stage of a folder that was kept.</summary>
    public static async Task<Stage> ReadAsync(string folder, CancellationToken ct) =>
        JsonSerializer.Deserialize<Stage>(await File.ReadAllTextAsync(PathIn(folder), ct)) ?? throw new InvalidDataException($"{PathIn(folder)} holds no stage.");

    /// <summary>The label that is right, by the id the item came with.</summary>
    public static string LabelOf(ReadOnlySpan<char> externalId) => Labels[externalId[0] - '0'];

    private static string PathIn(string folder) => Path.Combine(folder, "stage.json");

    /// <summary>Rows to import: texts of about 200 characters, of which a few words tell the class, with ids that <see cref="LabelOf"/> reads.</summary>
    internal static IEnumerable<string> Rows(int items)
    {
        var random = new Random(7);
        for (var item = 0; item < items; item++)
        {
            var kind = random.Next(Labels.Length);
            var telling = Telling[kind].Split(' ');
            var text = new StringBuilder($"Report {item}");
            while (text.Length < 200)
                text.Append(' ').Append(random.Next(9) == 0 ? telling[random.Next(telling.Length)] : Filler[random.Next(Filler.Length)]);
            yield return JsonSerializer.Serialize(new { id = $"{kind}-{item}", text = text.ToString() });
        }
    }
}
