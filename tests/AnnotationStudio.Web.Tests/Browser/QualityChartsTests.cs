using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class QualityChartsTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Save_EachKind_IsAFileThatStandsAlone()
    {
        var (page, _) = await OpenAsync(1440, 900, isDark: true);

        var svg = Encoding.UTF8.GetString(await SaveAsync(page, "Drawing (SVG)", "labels-by-person.svg"));
        var png = await SaveAsync(page, "Picture (PNG)", "labels-by-person.png");
        var csv = Encoding.UTF8.GetString(await SaveAsync(page, "Table (CSV)", "labels-by-person.csv"));

        Assert.Contains("Who gives which labels?", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("class=", svg, StringComparison.Ordinal);
        Assert.Contains("rgb(27, 30, 36)", svg, StringComparison.Ordinal);   // the dark ground
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.True(png.Length > 5_000, $"{png.Length} bytes");
        Assert.StartsWith("\ufeffperson,label,given\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_Person_IsInTheAddressAndOpensExactlyTheirItems()
    {
        var (page, project) = await OpenAsync(1440, 900, isDark: false);

        await page.GetByLabel("Person", new() { Exact = true }).SelectOptionAsync(project.Annotator.DisplayName);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"quality\\?person={project.Annotator.Id}$"));
        await page.Locator("[data-chart=pace] button[aria-pressed=true]").ClickAsync();
        await page.Locator("[data-chart=pace] svg a").First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Items with such an answer" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#disagreements header p")).ToContainTextAsync("2 items");
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task PageAndReport_AreAccessibleAndFitTheWindow(int width, int height, bool isDark)
    {
        var (page, project) = await OpenAsync(width, height, isDark);
        await AssertFineAsync(page);

        await page.GotoAsync($"/projects/{project.Id}/quality/report");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Method" })).ToBeVisibleAsync();

        await AssertFineAsync(page);
    }

    private static async Task AssertFineAsync(IPage page)
    {
        var faults = await page.RunAxe();
        // A cell of a heat map shows two figures; its name is the sentence that has them both.
        Assert.Empty(faults.Violations.Where(fault => fault.Id != "label-content-name-mismatch").Select(fault => $"{fault.Id}: {string.Join("; ", fault.Nodes.Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static async Task<byte[]> SaveAsync(IPage page, string kind, string name)
    {
        var chart = page.Locator("[data-chart=labels-by-person]");
        var button = chart.GetByRole(AriaRole.Button, new() { Name = kind });
        // The circuit draws the page once more as it begins, and closes what was open.
        for (var tries = 0; tries < 20 && !await button.IsVisibleAsync(); tries++)
        {
            await chart.Locator("summary").ClickAsync();
            await page.WaitForTimeoutAsync(500);
        }

        var download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        await page.Keyboard.PressAsync("Escape");
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private async Task<(IPage Page, SeededProject Project)> OpenAsync(int width, int height, bool isDark)
    {
        var browser = await fixture.OpenAsync();
        var project = await SeededProject.MakeAsync(browser.Host, ProjectTask.Single, "pothole", "a burst main", "flooded cellar");
        foreach (var (item, lead, annotator) in new[] { (0, "roads", "roads"), (1, "water", "roads") })
        {
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, lead);
            await project.DecideAsync(project.Annotator, item, AnnotationAction.Submit, annotator);
        }

        await project.DecideAsync(project.Lead, 2, AnnotationAction.Submit, "water");
        browser.Host.Services.GetRequiredService<StudioEvents>().Publish(Happening.LabelsArrived, project.Id);
        var page = await browser.PageOfAsync(project.Lead, width, height, isDark);
        await page.GotoAsync($"/projects/{project.Id}/quality");
        var toggle = page.Locator("[data-chart=pace] button").First;
        await Assertions.Expect(toggle).ToBeVisibleAsync();
        // The circuit is there once a button answers.
        for (var tries = 0; tries < 60 && await toggle.GetAttributeAsync("aria-pressed") != "true"; tries++)
        {
            await toggle.ClickAsync();
            await page.WaitForTimeoutAsync(500);
        }

        return (page, project);
    }
}
