using System.Globalization;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Annotating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

/// <summary>The annotating page as a person at the keyboard knows it.</summary>
internal sealed class StreamPage(IPage page, int projectId)
{
    // From the key to the frame in which the next text stands: the observer sees the text change, the frame after that has painted it.
    private const string Stopwatch = """
        window.paints = [];
        let pressed = 0;
        document.addEventListener("keydown", event => pressed = event.timeStamp, true);
        addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
            const at = pressed;
            pressed = 0;
            if (at > 0)
                requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => window.paints.push(performance.now() - at); channel.port2.postMessage(0); });
        }).observe(document.querySelector("[data-part=text]"), { childList: true }));
        """;

    public IPage Page => page;

    public ILocator Text => page.Locator("[data-part=text]");

    public ILocator Net => page.Locator("[data-part=net-words]");

    public ILocator Notice => page.Locator("[data-part=notice]");

    /// <summary>A project of numbered reports, and a member of it.</summary>
    public static async Task<(int ProjectId, Person Person)> SeedAsync(StudioBrowser browser, ProjectSeed seed)
    {
        var store = browser.Host.Services.GetRequiredService<StudioStore>();
        var projectId = await Desks.SeedAsync(store, seed with { Name = $"{seed.Name} {Guid.NewGuid():N}" });
        return (projectId, await JoinAsync(browser, projectId));
    }

    public static async Task<Person> JoinAsync(StudioBrowser browser, int projectId)
    {
        var person = await browser.Host.AddPersonAsync(Role.Annotator);
        await browser.Host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                db.Memberships.Add(new Membership { ProjectId = projectId, PersonId = person.Id, Role = Role.Annotator });
                db.SaveChanges();
            },
            CancellationToken.None);
        browser.Host.Services.GetRequiredService<StudioEvents>().Publish(Happening.PeopleChanged, 0);
        return person;
    }

    public static async Task<StreamPage> OpenAsync(IPage page, int projectId)
    {
        await page.AddInitScriptAsync(Stopwatch);
        var stream = new StreamPage(page, projectId);
        await stream.GoAsync();
        return stream;
    }

    public async Task GoAsync()
    {
        await page.GotoAsync($"/projects/{projectId}/annotate");
        await Assertions.Expect(Text).ToContainTextAsync("Report");
    }

    /// <summary>The number of the report on the desk.</summary>
    public async Task<int> RowAsync()
    {
        var text = await Text.InnerTextAsync();
        return int.Parse(text["Report ".Length..text.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }

    /// <summary>Presses the key and waits until another text stands there.</summary>
    public async Task<int> PressAsync(string key)
    {
        var row = await RowAsync();
        await page.Keyboard.PressAsync(key);
        await Assertions.Expect(Text).Not.ToContainTextAsync($"Report {row}:");
        await Assertions.Expect(Text).ToContainTextAsync("Report");
        return row;
    }

    /// <summary>Waits until the page has fetched ahead what it wants to have.</summary>
    public Task StockedAsync() => Assertions.Expect(page.Locator("annotation-stream")).ToHaveAttributeAsync("data-stock", "6");

    public Task SavedAsync() => Assertions.Expect(Net).ToHaveTextAsync("Saved", new() { Timeout = 20_000 });

    public async Task<double> PaintP95Async()
    {
        var paints = (await page.EvaluateAsync<double[]>("window.paints")).Order().ToArray();
        Assert.NotEmpty(paints);
        return paints[(int)Math.Ceiling(paints.Length * 0.95) - 1];
    }
}
