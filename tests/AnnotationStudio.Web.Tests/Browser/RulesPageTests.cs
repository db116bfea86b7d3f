using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class RulesPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Texts = ["pothole on our roads", "A deep pothole again", "potholes, three", "burst pipe and a pothole", "water everywhere", "the burst pipes", "a burst main", "music at night", "loud party", "barking dog", "drilling early"];
    private static readonly string[] Labels = ["roads", "roads", "roads", "water", "water", "water", "water", "noise", "noise", "noise", "noise"];

    [Fact]
    public async Task Write_ByKeyboard_ShowsAtOnceWhatItFindsAndIsKeptOnEnter()
    {
        var (page, project) = await OpenAsync(1440, 900, isDark: false);

        await page.GetByLabel("A text with these words").FillAsync("*hole");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot begin a word");
        await page.GetByLabel("A text with these words").FillAsync("pothole*");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Found in 4 of 11 texts" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("mark").First).ToHaveTextAsync("pothole");
        await page.GetByLabel("A text with these words").PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "pothole*" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("A text with these words")).ToHaveValueAsync("");
        Assert.Equal(["pothole*"], (await project.ReadAsync(db => Task.FromResult(db.Labels.Single(label => label.Id == project.Labels["roads"])))).Patterns);
    }

    [Fact]
    public async Task Suggestion_OneClick_BecomesARuleThatCanBeRemovedAndBroughtBack()
    {
        var (page, _) = await OpenAsync(390, 844, isDark: true);
        var rule = page.GetByRole(AriaRole.Link, new() { Name = "burst", Exact = true });

        await page.GetByRole(AriaRole.Button, new() { Name = "Add the rule burst to water" }).ClickAsync();
        await Assertions.Expect(rule).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the rule burst of water" }).ClickAsync();
        await Assertions.Expect(rule).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(rule).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task Page_WithARuleOpen_IsAccessibleAndFitsTheWindow(int width, int height, bool isDark)
    {
        var (page, project) = await OpenAsync(width, height, isDark);
        await page.GotoAsync($"/projects/{project.Id}/rules?label={project.Labels["water"]}&rule=burst");
        await Assertions.Expect(page.Locator("mark").First).ToHaveTextAsync("burst");

        var faults = await page.RunAxe();

        Assert.Empty(faults.Violations.Select(fault => $"{fault.Id}: {string.Join("; ", fault.Nodes.Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private async Task<(IPage Page, SeededProject Project)> OpenAsync(int width, int height, bool isDark)
    {
        var browser = await fixture.OpenAsync();
        var project = await SeededProject.MakeAsync(browser.Host, ProjectTask.Single, Texts);
        for (var item = 0; item < Labels.Length; item++)
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, Labels[item]);
        browser.Host.Services.GetRequiredService<StudioEvents>().Publish(Happening.LabelsArrived, project.Id);
        var page = await browser.PageOfAsync(project.Lead, width, height, isDark);
        await page.GotoAsync($"/projects/{project.Id}/rules");
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        return (page, project);
    }
}
