using System.Net.Sockets;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The first thing that runs: serves, or does what the verb says.</summary>
internal static class CommandLine
{
    /// <param name="build">Makes the host.</param>
    /// <param name="map">Gives it what it answers by HTTP; a verb does without, and starts sooner.</param>
    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build, Action<WebApplication> map)
    {
        try
        {
            return IsVerb(args) ? await RunVerbAsync(args, build) : await ServeAsync(args, build, map);
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            return 1;
        }
    }

    private static bool IsVerb(string[] args) =>
        args.Length > 0 && args[0] != "serve" && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    private static async Task<int> ServeAsync(string[] args, Func<string[], WebApplication> build, Action<WebApplication> map)
    {
        // A bare switch says nothing to the configuration, so it is given its value here.
        await using var app = build([.. args.Select(arg => arg == "--demo" ? "--Demo:Enabled=true" : arg)]);
        map(app);
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped before it was up, which is no failure.
        }

        return 0;
    }

    // A running server owns the data folder, so it runs the verb; otherwise this process is the host itself.
    private static async Task<int> RunVerbAsync(string[] args, Func<string[], WebApplication> build)
    {
        var input = args.Any(arg => arg.EndsWith("-stdin", StringComparison.Ordinal)) ? await Console.In.ReadToEndAsync() : "";
        var call = new VerbCall(args, input, Environment.CurrentDirectory);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        await using var app = build(["--Logging:LogLevel:Default=Warning"]);
        if (args[0] is "simulate" or "evaluate" or "quality" || args[0].StartsWith('-'))
            return await RunHereAsync(app, args, call, stop.Token);
        var folder = app.Services.GetRequiredService<DataFolder>();
        try
        {
            if (await VerbSocket.TryForwardAsync(folder.Socket, call, stop.Token) is { } code)
                return code;
        }
        catch (SocketException)
        {
            // Nobody listens: a server that died left its socket behind.
        }

        await app.Services.GetServices<IHostedService>().OfType<StudioStart>().Single().StartingAsync(stop.Token);
        return await RunHereAsync(app, args, call, stop.Token);
    }

    private static async Task<int> RunHereAsync(WebApplication app, string[] args, VerbCall call, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await Verbs.RunAsync(args, new VerbContext(scope.ServiceProvider, Console.Out, Console.Error, call.Input, call.Folder), ct);
    }
}
