using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class LabelsPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Merge_ByKeyboard_ThenUndo_LabelsAreByteIdentical()
    {
        var (page, project) = await OpenAsync(1440, 900, isDark: false, "?change=merge");
        var before = await ItemsAsync(project);

        await page.Locator("#label").FocusAsync();
        await page.Keyboard.TypeAsync("water");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("roads");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "“water” counts as “roads” from now on" })).ToBeVisibleAsync();
        // Esc goes back and changes nothing; Enter on the focused button does it. Keys are read where the focus is, which moves once the step is drawn.
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Merge" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what changes" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Merge" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Merged “water” into “roads”").First).ToBeVisibleAsync();
        Assert.NotEqual(before, await ItemsAsync(project));
        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo: Merged “water” into “roads”" });
        // While the change is carried out it cannot be undone.
        await Assertions.Expect(undo).ToBeEnabledAsync();
        await undo.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("undone by")).ToBeVisibleAsync();
        Assert.Equal(before, await ItemsAsync(project));
    }

    [Fact]
    public async Task Split_Refused_SaysWhatIsWrongAtItsField()
    {
        var (page, _) = await OpenAsync(390, 844, isDark: true, "?change=split&label=water");

        await page.GetByLabel("Name of part 1").FillAsync("leak");
        await page.GetByLabel("Name of part 2").FillAsync("roads");
        await page.GetByLabel("Patterns of part 1").FillAsync("*burst");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what changes" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("cannot begin a word");
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task Page_InBothSteps_IsAccessibleAndFitsTheWindow(int width, int height, bool isDark)
    {
        var (page, _) = await OpenAsync(width, height, isDark, "?change=merge&label=water&into=roads");

        var first = await page.RunAxe();
        await page.GetByRole(AriaRole.Button, new() { Name = "See what changes" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Items that change")).ToBeVisibleAsync();
        var second = await page.RunAxe();

        Assert.Empty(first.Violations.Concat(second.Violations).Select(fault => $"{fault.Id}: {string.Join("; ", fault.Nodes.Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private async Task<(IPage Page, SeededProject Project)> OpenAsync(int width, int height, bool isDark, string query)
    {
        var browser = await fixture.OpenAsync();
        var project = await SeededProject.MakeAsync(browser.Host, ProjectTask.Single, "pothole", "a burst main", "flooded cellar", "loud music");
        foreach (var (item, label) in new[] { (0, "roads"), (1, "water"), (2, "water"), (3, "noise") })
            await project.DecideAsync(project.Lead, item, AnnotationAction.Submit, label);
        var page = await browser.PageOfAsync(project.Lead, width, height, isDark);
        await page.GotoAsync($"/projects/{project.Id}/labels{query}");
        await Assertions.Expect(page.GetByText("Nothing was changed yet")).ToBeVisibleAsync();
        // The circuit is there once a choice is answered.
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "See what changes" })).ToBeEnabledAsync();
        await page.WaitForFunctionAsync("() => window.Blazor?._internal !== undefined");
        return (page, project);
    }

    private static Task<string> ItemsAsync(SeededProject project) => project.ReadAsync(async db =>
        string.Join('\n', await db.Database.SqlQuery<string>($"""SELECT "Id" || '|' || "State" || '|' || IFNULL("Consensus", '-') || '|' || IFNULL("LabelledAt", '-') AS "Value" FROM "Items" WHERE "ProjectId" = {project.Id} ORDER BY "Id" """).ToListAsync()));
}
