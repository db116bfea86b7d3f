using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>Whoever can open the data folder: runs verbs in the server by its socket, which is quicker than a process for each.</summary>
internal sealed class Owner(StudioServer server) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectCallback = (_, ct) => ConnectAsync(Path.Combine(server.Folder, "studio.sock"), ct) })
    {
        BaseAddress = new Uri("http://localhost"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Everybody's.</summary>
    public const string Password = "a long enough password 7";

    /// <summary>What the verb printed on standard output.</summary>
    public async Task<string> RunAsync(string input, CancellationToken ct, params string[] words)
    {
        using var answer = await _client.PostAsJsonAsync("/command-line", new { args = words, input, folder = server.Folder }, ct);
        answer.EnsureSuccessStatusCode();
        var lines = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        var (output, errors, code) = ("", "", 1);
        foreach (var line in lines.EnumerateArray())
        {
            output += Text(line, "output");
            errors += Text(line, "error");
            if (line.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number)
                code = number.GetInt32();
        }

        return code == 0 ? output.Trim() : throw new InvalidOperationException($"{string.Join(' ', words)}: {errors}");
    }

    /// <summary>A new person with a token, which is what comes back.</summary>
    public async Task<string> AddAsync(string email, string role, CancellationToken ct)
    {
        await RunAsync($"{Password}\n", ct, "user", "add", "--email", email, "--role", role, "--password-stdin");
        return await RunAsync("", ct, "token", "create", "--email", email);
    }

    public void Dispose() => _client.Dispose();

    private static string Text(JsonElement line, string name) => line.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
