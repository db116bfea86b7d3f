using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Carries verbs to a running server. Whoever can open the socket in the owner-only data folder is the owner.</summary>
internal static class VerbSocket
{
    private const string Route = "/command-line";

    public static void MapVerbs(this IEndpointRouteBuilder app) => app
        .MapPost(Route, RunAsync)
        .AllowAnonymous()
        .AddEndpointFilter(async (context, next) => IsSocket(context.HttpContext) ? await next(context) : TypedResults.NotFound())
        .ExcludeFromDescription()
        .DisableAntiforgery();

    /// <summary>The exit code, or null when no server runs.</summary>
    public static async Task<int?> TryForwardAsync(string socketPath, VerbCall call, CancellationToken ct)
    {
        if (!File.Exists(socketPath))
            return null;
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(socketPath, token) };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost"), Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = JsonContent.Create(call) };
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return null;
        }

        using (response)
        {
            response.EnsureSuccessStatusCode();
            await foreach (var line in response.Content.ReadFromJsonAsAsyncEnumerable<VerbLine>(ct))
            {
                if (line!.Output is { } output)
                    await Console.Out.WriteAsync(output);
                if (line.Error is { } error)
                    await Console.Error.WriteAsync(error);
                if (line.Code is { } code)
                    return code;
            }
        }

        await Console.Error.WriteLineAsync("The server went away before it was done. Start it, look what was done, and try again.");
        return 1;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsSocket(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix;

    private static async Task RunAsync(HttpContext context, VerbCall call, CancellationToken ct)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "application/json";
        var body = context.Response.Body;
        await body.WriteAsync("["u8.ToArray(), ct);
        await using var lines = new VerbLines(body);
        var verb = new VerbContext(context.RequestServices, lines.Writer(error: false), lines.Writer(error: true), call.Input, call.Folder);
        var code = await Verbs.RunAsync(call.Args, verb, ct);
        await lines.EndAsync(code);
    }
}
