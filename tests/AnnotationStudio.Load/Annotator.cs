using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>One client with one kept connection, labelling in one person's name.</summary>
internal sealed class Annotator : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _project;

    public Annotator(Uri address, int projectId, string token)
    {
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _project = $"/api/v1/projects/{projectId}";
    }

    /// <summary>The next item, or null when nothing is left.</summary>
    public async Task<Given?> NextAsync(CancellationToken ct)
    {
        using var answer = await _client.PostAsync($"{_project}/next?count=1", null, ct);
        answer.EnsureSuccessStatusCode();
        using var items = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
        if (items.RootElement.GetArrayLength() == 0)
            return null;
        var given = items.RootElement[0];
        var item = given.GetProperty("item");
        return new Given(given.GetProperty("assignmentId").GetInt64(), item.GetProperty("id").GetInt64(), Stage.LabelOf(item.GetProperty("externalId").GetString()));
    }

    /// <summary>201, 200, or whatever went wrong.</summary>
    public async Task<HttpStatusCode> PutAsync(Guid key, Given given, CancellationToken ct)
    {
        var body = $$"""{"itemId":{{given.ItemId}},"assignmentId":{{given.AssignmentId}},"action":"submit","labels":["{{given.Label}}"],"elapsedMs":900}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PutAsync($"{_project}/annotations/{key}", content, ct);
        return answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>An item in a client's hands, and the label it will get.</summary>
internal sealed record Given(long AssignmentId, long ItemId, string Label);
