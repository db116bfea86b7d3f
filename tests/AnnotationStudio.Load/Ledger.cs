using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>What a client was told is kept.</summary>
internal sealed record Acknowledged(Guid Key, long ItemId, string Label, int Person);

/// <summary>The clients' side of the story against the server's log.</summary>
/// <param name="Keys">Acknowledged decisions.</param>
/// <param name="Lost">Acknowledged, and not in the log with the same item and label.</param>
/// <param name="Doubled">In the log more than once.</param>
/// <param name="GivenTwice">Items that went to more people than one, or to one person twice.</param>
internal sealed record LedgerVerdict(int Keys, int Lost, int Doubled, int GivenTwice)
{
    public bool IsClean => Lost == 0 && Doubled == 0 && GivenTwice == 0;

    /// <summary>Reads the whole log as the lead and compares.</summary>
    public static async Task<LedgerVerdict> OfAsync(Uri address, Stage stage, IReadOnlyCollection<Acknowledged> ledger, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.LeadToken);
        var log = new List<(Guid Key, long Item, string Label)>();
        for (var after = 0L; ;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{stage.ProjectId}/annotations?after={after}&limit=10000", ct);
            if (page.GetArrayLength() == 0)
                break;
            foreach (var row in page.EnumerateArray())
                log.Add((row.GetProperty("key").GetGuid(), row.GetProperty("itemId").GetInt64(), row.GetProperty("labels")[0].GetString()!));
            after = page[page.GetArrayLength() - 1].GetProperty("sequence").GetInt64();
        }

        var kept = log.ToLookup(row => row.Key);
        return new LedgerVerdict(
            ledger.Count,
            ledger.Count(row => !kept[row.Key].Any(entry => entry.Item == row.ItemId && entry.Label == row.Label)),
            kept.Count(rows => rows.Count() > 1),
            log.GroupBy(row => row.Item).Count(rows => rows.Count() > 1));
    }
}
