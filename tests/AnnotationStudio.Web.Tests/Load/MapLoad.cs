using System.Globalization;
using System.Text;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Browser;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Load;

/// <summary>The map of 100,000 texts in a real browser: from the first look to the drawing, and frame by frame while it is moved and zoomed. Runs only when asked for: <c>-explicit only</c>, in a release build.</summary>
public sealed class MapLoad(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const int Rows = 100_000;
    private const int Frames = 240;
    private const double MostMilliseconds = 25;
    private static readonly string[] Kinds = ["road", "lamp", "bin", "water", "park", "noise", "tax", "bus", "school", "permit", "dog", "snow"];

    [Fact(Explicit = true)]
    public async Task Map_HundredThousandItems_IsFluentWhileItIsMovedAndZoomed()
    {
        var browser = await fixture.OpenAsync();
        var project = await ImportAsync(browser.Host);
        var page = await browser.PageOfAsync(await browser.Host.AddPersonAsync(Role.Admin));
        var started = TimeProvider.System.GetTimestamp();
        await page.GotoAsync($"/projects/{project}/map");
        await ShotAsync(page, "drawing");
        await Assertions.Expect(page.Locator("pool-map canvas")).ToBeVisibleAsync(new() { Timeout = 900_000 });
        await Eventually.BecomesAsync(() => page.EvaluateAsync<double>("() => document.querySelector('pool-map')?.draw?.() ?? 0"), painted => painted > 0);
        var waited = TimeProvider.System.GetElapsedTime(started);
        await ShotAsync(page, "map");

        var measured = await page.EvaluateAsync<double[][]>(Drive, Frames);

        await ShotAsync(page, "moved");
        TestContext.Current.SendDiagnosticMessage(
            "drawn {0:F0} s after the first look; frame p50 {1:F1} ms, p95 {2:F1} ms; painting p50 {3:F1} ms, p95 {4:F1} ms; load {5}",
            waited.TotalSeconds, At(measured[0], .5), At(measured[0], .95), At(measured[1], .5), At(measured[1], .95), (await File.ReadAllTextAsync("/proc/loadavg")).Trim());
        Assert.True(At(measured[0], .5) <= MostMilliseconds, $"{At(measured[0], .5):F1} ms a frame");
    }

    // One gesture a frame: in, across, out and back. What is told: milliseconds between frames, and of painting one.
    private const string Drive = """
        async frames => {
            const map = document.querySelector('pool-map'), canvas = map.querySelector('canvas');
            const { width, height } = canvas.getBoundingClientRect();
            const between = [];
            let last = await new Promise(requestAnimationFrame);
            for (let frame = 0; frame < frames; frame++) {
                if (frame % 4 < 2)
                    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: frame < frames / 2 ? -40 : 40, clientX: width / 2, clientY: height / 2, cancelable: true }));
                else
                    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'][Math.floor(frame / 20) % 4], cancelable: true }));
                const now = await new Promise(requestAnimationFrame);
                between.push(now - last);
                last = now;
            }
            canvas.dispatchEvent(new KeyboardEvent('keydown', { key: '0', cancelable: true }));
            return [between, Array.from({ length: 60 }, () => map.draw())];
        }
        """;

    private static async Task<int> ImportAsync(StudioHost host)
    {
        var made = await host.Services.GetRequiredService<ProjectDesk>().CreateAsync(
            Caller.Owner, new NewProject($"Map {Guid.NewGuid():N}", ProjectTask.Single, [.. Kinds.Select(kind => new LabelInput(kind))], null, new SettingsInput(RetrainAfter: 100_000)), CancellationToken.None);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Texts())));
        var summary = await host.Services.GetRequiredService<ImportDesk>().ImportAsync(Caller.Owner, made.Value!.Id, file, new ImportRequest { FileName = "texts.jsonl" }, null, CancellationToken.None);
        Assert.Equal(Rows, summary.Value!.Accepted);
        return made.Value.Id;
    }

    // Short texts of a dozen kinds; every fiftieth comes with its label.
    private static IEnumerable<string> Texts()
    {
        var random = new Random(7);
        for (var row = 0; row < Rows; row++)
        {
            var kind = random.Next(Kinds.Length);
            var words = string.Join(' ', Enumerable.Range(0, 9).Select(_ => random.Next(3) == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{Kinds[kind]}{(int)(40 * Math.Pow(random.NextDouble(), 2))}")
                : string.Create(CultureInfo.InvariantCulture, $"word{(int)(900 * Math.Pow(random.NextDouble(), 3))}")));
            yield return JsonSerializer.Serialize(row % 50 == 0 ? new { text = $"{words} {row}", label = Kinds[kind] } : (object)new { text = $"{words} {row}" });
        }
    }

    private static double At(double[] values, double share) => values.Order().ElementAt(Math.Min(values.Length - 1, (int)(share * values.Length)));

    // Where a folder is named, for whoever wants to see what was measured.
    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("STUDIO_SHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
