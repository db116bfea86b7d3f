using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Review;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class ReviewPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Settle_FiveByKeyboard_CountAndClearAnswersMove()
    {
        var (page, scene) = await OpenAsync(ProjectTask.Single, 1440, 900, isDark: false);
        var clear = page.Locator("[data-part=clear]");
        await FollowAsync(page, "^Review", clear);
        await Assertions.Expect(clear).ToHaveTextAsync("33 %");
        await Assertions.Expect(page.Locator(".count")).ToContainTextAsync("8 to look at");

        // By a label's key, by keeping what it has, with a reason, and again.
        await SettleAsync(page, "1", 1);
        await SettleAsync(page, "Enter", 2);
        await PressUntilAsync(page, "c", () => Assertions.Expect(page.GetByLabel("Reason, kept with the settlement")).ToBeFocusedAsync(new() { Timeout = 1_000 }));
        await page.Keyboard.TypeAsync("1 is the street");
        await SettleAsync(page, "Enter", 3);
        await SettleAsync(page, "2", 4);
        await SettleAsync(page, "3", 5);

        await Assertions.Expect(page.Locator(".count")).ToContainTextAsync("3 to look at");
        await Assertions.Expect(clear).ToHaveTextAsync("75 %");
        await Assertions.Expect(page.Locator("[data-part=settled]")).ToHaveTextAsync("5");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Review") }).Locator(".chip")).ToContainTextAsync("3");
        Assert.Equal(5, await scene.Project.ReadAsync(db => db.Annotations.CountAsync(row => row.ProjectId == scene.Project.Id && row.IsAdjudication && row.IsCurrent)));
        Assert.Equal(1, await scene.Project.ReadAsync(db => db.Annotations.CountAsync(row => row.ProjectId == scene.Project.Id && row.Comment == "1 is the street")));

        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(page.Locator(".count")).ToContainTextAsync("4 to look at");
        await Assertions.Expect(page.Locator("[data-part=settled]")).ToHaveTextAsync("4");
    }

    [Fact]
    public async Task Settle_SeveralLabels_KeysChooseAndEnterSettles()
    {
        var (page, scene) = await OpenAsync(ProjectTask.Multi, 1440, 900, isDark: false);
        await page.GotoAsync($"/projects/{scene.Project.Id}/review");
        var water = page.GetByRole(AriaRole.Button, new() { NameRegex = new("water") });
        await Assertions.Expect(water).ToHaveAttributeAsync("aria-pressed", "false");

        await PressUntilAsync(page, "2", () => Assertions.Expect(water).ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = 1_000 }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 settled" })).ToBeVisibleAsync();

        var settled = await scene.Project.ReadAsync(db => db.Annotations.SingleAsync(row => row.ProjectId == scene.Project.Id && row.IsAdjudication));
        Assert.Equal(new[] { scene.Project.Labels["roads"], scene.Project.Labels["water"] }.Order(), settled.Labels);
    }

    [Fact]
    public async Task Flag_ByKey_GoesOnToTheNextAndIsTakenBackByKey()
    {
        var (page, scene) = await OpenAsync(ProjectTask.Single, 1440, 900, isDark: false);
        await page.GotoAsync($"/projects/{scene.Project.Id}/review");
        var text = page.Locator(".reading");
        var first = await text.TextContentAsync();

        await PressUntilAsync(page, "f", () => Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Flagged for another lead" })).ToBeVisibleAsync(new() { Timeout = 2_000 }));
        await Assertions.Expect(text).Not.ToHaveTextAsync(first!);
        Assert.Equal(1, await scene.Project.ReadAsync(db => db.Items.CountAsync(item => item.ProjectId == scene.Project.Id && item.State == ItemState.Flagged)));

        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(text).ToHaveTextAsync(first!);
        Assert.Equal(0, await scene.Project.ReadAsync(db => db.Items.CountAsync(item => item.ProjectId == scene.Project.Id && item.State == ItemState.Flagged)));
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task Page_WithAnItem_IsAccessibleAndFitsTheWindow(int width, int height, bool isDark)
    {
        var (page, scene) = await OpenAsync(ProjectTask.Single, width, height, isDark);
        await page.GotoAsync($"/projects/{scene.Project.Id}/review");
        await Assertions.Expect(page.Locator("[data-part=clear]")).ToBeVisibleAsync();

        var faults = await page.RunAxe();

        Assert.Empty(faults.Violations.Select(fault => $"{fault.Id}: {string.Join("; ", fault.Nodes.Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    // A page that comes alive puts the focus on its heading, away from a link that had it already.
    private static async Task FollowAsync(IPage page, string name, ILocator arrived)
    {
        for (var attempt = 0; attempt < 10 && !await arrived.IsVisibleAsync(); attempt++)
        {
            await page.GetByRole(AriaRole.Link, new() { NameRegex = new(name) }).PressAsync("Enter");
            await page.WaitForTimeoutAsync(1_000);
        }
    }

    // The page draws before its circuit hears keys; a key before that does nothing.
    private static Task SettleAsync(IPage page, string key, int count) => PressUntilAsync(
        page, key, () => Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"{count} settled" })).ToBeVisibleAsync(new() { Timeout = count == 1 ? 2_000 : 20_000 }));

    private static async Task PressUntilAsync(IPage page, string key, Func<Task> holds)
    {
        for (var attempt = 0; ; attempt++)
        {
            await page.Keyboard.PressAsync(key);
            try
            {
                await holds();
                return;
            }
            catch (PlaywrightException) when (attempt < 10)
            {
                // Not yet alive.
            }
        }
    }

    // Two people agree on four of twelve items and split on eight.
    private async Task<(IPage Page, ReviewScene Scene)> OpenAsync(ProjectTask task, int width, int height, bool isDark)
    {
        var browser = await fixture.OpenAsync();
        var scene = await ReviewScene.MakeAsync(browser.Host, task, [.. Enumerable.Range(0, 12).Select(at => $"Report {at}: a leak under the road beside number {at}.")]);
        for (var item = 0; item < 12; item++)
            await scene.SayAsync(item, "roads", item < 4 ? "roads" : "water");
        var page = await browser.PageOfAsync(scene.Project.Lead, width, height, isDark);
        await page.GotoAsync($"/projects/{scene.Project.Id}/quality");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Quality", Exact = true })).ToBeVisibleAsync();
        return (page, scene);
    }
}
