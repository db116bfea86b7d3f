using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AnnotationStudio.Web.Tests.Load;

/// <summary>Bulk import by the command line of the release build, the start of the process included. Runs only when asked for: <c>-explicit only</c>.</summary>
public sealed class ImportLoad : IDisposable
{
    private const int Rows = 100_000;
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("studio-load-").FullName;

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_HundredThousandRows_TakesFourSecondsAndHalfAGigabyte(bool labelled)
    {
        var file = Path.Combine(_folder, "rows.jsonl");
        await File.WriteAllLinesAsync(file, Generate(labelled));
        await RunAsync("project", "create", "--name", "Load", "--task", "single", "--labels", "alpha,beta");
        var started = TimeProvider.System.GetTimestamp();

        var (summary, peakBytes) = await RunAsync("import", "--project", "Load", "--file", file);

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        TestContext.Current.SendDiagnosticMessage(
            "{0:N0} rows in {1:F2} s: {2:N0} rows/s, peak {3:N0} MB, load {4}", Rows, seconds, Rows / seconds, peakBytes / 1e6, (await File.ReadAllTextAsync("/proc/loadavg")).Trim());
        Assert.Equal(Rows, JsonSerializer.Deserialize<JsonElement>(summary).GetProperty("accepted").GetInt32());
        Assert.True(Rows / seconds >= 25_000, $"{Rows / seconds:N0} rows/s");
        Assert.True(peakBytes <= 500e6, $"{peakBytes / 1e6:N0} MB");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // About 200 characters of words from a Zipf-like vocabulary, each row unlike any other.
    private static IEnumerable<string> Generate(bool labelled)
    {
        var random = new Random(7);
        for (var row = 0; row < Rows; row++)
        {
            var words = string.Join(' ', Enumerable.Range(0, 28).Select(_ => $"word{(int)(2_000 * Math.Pow(random.NextDouble(), 3))}"));
            yield return string.Create(CultureInfo.InvariantCulture, $$"""{"id": "r{{row}}", "text": "{{words}} {{row}}"{{(labelled ? (row % 2 == 0 ? ", \"label\": \"alpha\"" : ", \"label\": \"beta\"") : "")}}}""");
        }
    }

    private async Task<(string Output, long PeakBytes)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ReleaseBuild(), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["Studio__DataFolder"] = Path.Combine(_folder, "data");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var exit = process.WaitForExitAsync();
        using var timer = new PeriodicTimer(_glance);
        var peak = 0L;
        while (!exit.IsCompleted && await timer.WaitForNextTickAsync())
            peak = Math.Max(peak, PeakBytes(process.Id));
        Assert.Equal(0, process.ExitCode);
        return (await output, peak);
    }

    private static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").First(status => status.StartsWith("VmHWM:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static string ReleaseBuild()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AnnotationStudio.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        var build = Path.Combine(folder.FullName, "src/AnnotationStudio.Web/bin/Release/net10.0/AnnotationStudio.Web.dll");
        Assert.SkipWhen(!File.Exists(build), "Build the release first: dotnet build -c Release src/AnnotationStudio.Web");
        return build;
    }
}
