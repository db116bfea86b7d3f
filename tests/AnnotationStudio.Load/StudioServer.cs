using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AnnotationStudio.Load;

/// <summary>The real server in a process of its own, on a data folder of its own, to be started and killed.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private readonly string _assembly;
    private readonly bool _keep;
    private readonly bool _tells;
    private Process? _process;

    public StudioServer(Arguments options)
    {
        _assembly = options.Text("server", "") is { Length: > 0 } named ? Path.GetFullPath(named)
            : Find() ?? throw new FileNotFoundException("Build src/AnnotationStudio.Web first, or name its assembly by --server.");
        _keep = options.Has("keep") || options.Has("folder");
        _tells = options.Has("log");
        Folder = options.Text("folder", "") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Directory.CreateTempSubdirectory("studio-load-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public string Folder { get; }

    public Uri Address { get; }

    /// <summary>Processor time that the server has used so far, its threads together.</summary>
    public TimeSpan Used
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that it has held.</summary>
    public double PeakGigabytes
    {
        get
        {
            _process!.Refresh();
            return Math.Round(_process.PeakWorkingSet64 / 1e9, 2);
        }
    }

    /// <summary>What it holds now.</summary>
    public ProcessMemory Memory => ProcessMemory.Of(_process!.Id);

    /// <summary>The build that lies beside this one, of the same configuration where there is one.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var bin = Path.Combine(folder.FullName, "src", "AnnotationStudio.Web", "bin");
            if (!Directory.Exists(bin))
                continue;
            var own = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
            return new[] { own, "Release", "Debug" }
                .Select(configuration => Path.Combine(bin, configuration, "net10.0", "AnnotationStudio.Web.dll"))
                .FirstOrDefault(File.Exists);
        }

        return null;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="wrapper">A command to run it under, such as strace with its options.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>From the start of the process to the first answer that says ready.</returns>
    public async Task<TimeSpan> StartAsync(IReadOnlyList<string> wrapper, CancellationToken ct)
    {
        string[] command = [.. wrapper, "dotnet", _assembly];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var word in command[1..])
            start.ArgumentList.Add(word);
        start.Environment["Studio__DataFolder"] = Folder;
        start.Environment["Urls"] = Address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Bootstrap__AdminEmail"] = "admin@example.org";
        start.Environment["Bootstrap__AdminPassword"] = Owner.Password;
        var began = TimeProvider.System.GetTimestamp();
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        _process.OutputDataReceived += (_, line) => { if (_tells) Console.Error.WriteLine(line.Data); };
        _process.ErrorDataReceived += (_, line) => { if (line.Data is { Length: > 0 } text) Console.Error.WriteLine($"server: {text}"); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitReadyAsync(ct);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>SIGKILL: no farewell.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM to the process and what it started, and waits for its end.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (_process is null)
            return;
        using var kill = Process.Start("pkill", ["-TERM", "-P", $"{_process.Id}"]);
        await kill.WaitForExitAsync(ct);
        if (kill.ExitCode != 0)
        {
            using var self = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await self.WaitForExitAsync(ct);
        }

        await _process.WaitForExitAsync(ct);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_keep)
            Console.Error.WriteLine($"data folder: {Folder}");
        else
            Directory.Delete(Folder, recursive: true);
    }

    private async Task WaitReadyAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (TaskCanceledException) when (!ct.IsCancellationRequested)
            {
                // Listening, and too busy to answer in time.
            }

            if (_process!.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode} before it was ready.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
