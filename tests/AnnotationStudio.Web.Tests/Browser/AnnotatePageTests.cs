using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Annotating;
using AnnotationStudio.Web.Tests.Host;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class AnnotatePageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Labels = ["Roads", "Lights", "Waste"];
    private static readonly ProjectSeed Seed = new("Help desk", ProjectTask.Single, Labels, 40) { Settings = new ProjectSettings { AuditShare = 0 } };

    [Fact]
    public async Task Label_TwentyByKeyboardWithTheNetworkCutAndTwoUndone_KeepsEveryOne()
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await StreamPage.SeedAsync(browser, Seed);
        var page = await browser.PageAsync();
        await page.GotoAsync($"/sign-in?returnUrl=/projects/{projectId}/annotate");
        await page.GetByLabel("Email").FillAsync(person.Email!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(StudioHost.Password);
        await page.Keyboard.PressAsync("Enter");
        // The whole address: the sign-in page's own ends the same way, as its return address.
        await page.WaitForURLAsync($"{browser.Address}projects/{projectId}/annotate");
        var stream = await StreamPage.OpenAsync(page, projectId);
        var said = new Dictionary<int, int>();

        for (var at = 0; at < 7; at++)
            said[await stream.PressAsync(KeyOf(at))] = at % 3;
        await stream.StockedAsync();
        await stream.Page.Context.SetOfflineAsync(true);
        var cut = await stream.Page.EvaluateAsync<double>("performance.now()");
        for (var at = 7; at < 12; at++)
            said[await stream.PressAsync(KeyOf(at))] = at % 3;
        await Assertions.Expect(stream.Net).ToHaveTextAsync("Offline · 5 kept");
        await stream.Page.WaitForFunctionAsync("from => performance.now() - from > 5000", cut);
        await stream.Page.Context.SetOfflineAsync(false);
        for (var at = 12; at < 20; at++)
            said[await stream.PressAsync(KeyOf(at))] = at % 3;
        await stream.SavedAsync();
        await stream.PressAsync("z");
        await stream.PressAsync("Backspace");
        said[await stream.PressAsync("1")] = 0;
        said[await stream.PressAsync("1")] = 0;
        await stream.SavedAsync();

        var kept = await LabelledAsync(browser, projectId);
        Assert.Equal(20, said.Count);
        Assert.Equal(said.ToDictionary(pair => $"row-{pair.Key}", pair => Labels[pair.Value]), kept);
        var paint = await stream.PaintP95Async();
        TestContext.Current.TestOutputHelper!.WriteLine($"key to painted text, p95: {paint:F1} ms");
        // The bar is 50 ms on a machine that does nothing else; here it is only to catch a page that waits for the server.
        Assert.InRange(paint, 0, 500);
        await page.GotoAsync("/account");
        await page.GetByText(person.DisplayName).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await page.GotoAsync($"/projects/{projectId}/annotate");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    [Fact]
    public async Task Outbox_PageClosedWithoutAConnection_IsSentWhenThePersonComesBackAndByNobodyElse()
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await StreamPage.SeedAsync(browser, Seed);
        var other = await StreamPage.JoinAsync(browser, projectId);
        var page = await browser.PageOfAsync(person);
        var mine = await page.Context.CookiesAsync();
        var stream = await StreamPage.OpenAsync(page, projectId);
        await stream.StockedAsync();
        await page.Context.SetOfflineAsync(true);
        await stream.PressAsync("1");
        await stream.PressAsync("2");
        await Assertions.Expect(stream.Net).ToHaveTextAsync("Offline · 2 kept");

        await page.GotoAsync("about:blank");
        await browser.SignInAsync(page, other);
        await page.Context.SetOfflineAsync(false);
        await stream.GoAsync();
        await stream.PressAsync("3");
        await stream.SavedAsync();
        await page.Context.AddCookiesAsync(mine.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await stream.GoAsync();
        await stream.SavedAsync();

        await Eventually.BecomesAsync(() => LabelledAsync(browser, projectId), labelled => labelled.Count == 3, 10);
        await using var db = await browser.Host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        // A page that is going away may still get a letter out, as the person whose it is.
        var authors = await db.Annotations.Where(row => row.ProjectId == projectId).Select(row => row.AnnotatorId).ToListAsync();
        Assert.Equal((2, 1), (authors.Count(id => id == person.Id), authors.Count(id => id == other.Id)));
    }

    [Fact]
    public async Task Outbox_SignedOut_KeepsWhatThereIsAndAsksToSignIn()
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await StreamPage.SeedAsync(browser, Seed);
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person), projectId);

        await stream.Page.Context.ClearCookiesAsync();
        await stream.PressAsync("1");

        await Assertions.Expect(stream.Net).ToHaveTextAsync("Signed out · 1 kept");
        await Assertions.Expect(stream.Notice.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Empty(await LabelledAsync(browser, projectId));
    }

    [Fact]
    public async Task Outbox_AnAnswerThatIsRefused_ComesBackWithItsReason()
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await StreamPage.SeedAsync(browser, Seed);
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person), projectId);
        var store = browser.Host.Services.GetRequiredService<StudioStore>();
        await store.WriteAsync(db => db.Labels.Where(label => label.ProjectId == projectId && label.Name == "Waste").ExecuteUpdate(set => set.SetProperty(label => label.RetiredAt, TimeProvider.System.GetUtcNow())), CancellationToken.None);
        browser.Host.Services.GetRequiredService<StudioEvents>().Publish(Happening.ProjectChanged, projectId);

        var row = await stream.PressAsync("3");
        await Assertions.Expect(stream.Notice).ToContainTextAsync("\"Waste\" is not a label of this project");
        await stream.Notice.GetByRole(AriaRole.Button, new() { Name = "Label it again" }).ClickAsync();
        await Assertions.Expect(stream.Text).ToContainTextAsync($"Report {row}:");
        await stream.PressAsync("1");
        await stream.SavedAsync();

        Assert.Equal("Roads", (await LabelledAsync(browser, projectId))[$"row-{row}"]);
    }

    [Fact]
    public async Task Keys_WhileTyping_WriteWhatTheySay()
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await StreamPage.SeedAsync(browser, Seed);
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person), projectId);
        var row = await stream.RowAsync();

        await stream.Page.Keyboard.PressAsync("f");
        await stream.Page.Keyboard.TypeAsync("1 or 2, ask sz");
        await Assertions.Expect(stream.Text).ToContainTextAsync($"Report {row}:");
        await stream.PressAsync("Enter");
        await stream.SavedAsync();

        await using var db = await browser.Host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        var flagged = await db.Annotations.SingleAsync(row => row.ProjectId == projectId);
        Assert.Equal((AnnotationAction.Flag, "1 or 2, ask sz"), (flagged.Action, flagged.Comment));
    }

    [Fact]
    public async Task Tags_ByKeyboard_BringTheirParents()
    {
        var browser = await fixture.OpenAsync();
        var names = Enumerable.Range(0, 33).Select(at => $"Tag {at}").Prepend("Service").ToList();
        var (projectId, person) = await StreamPage.SeedAsync(browser, new ProjectSeed("Riders", ProjectTask.Multi, names, 5) { Parents = { ["Tag 7"] = ["Service"] } });
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person), projectId);

        await stream.Page.Keyboard.PressAsync("/");
        await stream.Page.Keyboard.TypeAsync("tag 7");
        await stream.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(stream.Page.Locator("[data-part=chosen-brings]")).ToHaveTextAsync("brings Service");
        await stream.Page.Keyboard.PressAsync("Escape");
        await stream.PressAsync("Enter");
        await stream.SavedAsync();

        await using var db = await browser.Host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        var chosen = (await db.Annotations.SingleAsync(row => row.ProjectId == projectId)).Labels;
        Assert.Equal(["Service", "Tag 7"], await db.Labels.Where(label => chosen.Contains(label.Id)).Select(label => label.Name).Order().ToListAsync());
    }

    [Theory]
    [InlineData(ProjectTask.Single, 6, false, 1440)]
    [InlineData(ProjectTask.Single, 6, true, 390)]
    [InlineData(ProjectTask.Multi, 35, false, 390)]
    [InlineData(ProjectTask.Multi, 35, true, 1440)]
    public async Task Page_EveryLook_HasNothingSeriousForAxe(ProjectTask task, int labels, bool isDark, int width)
    {
        var browser = await fixture.OpenAsync();
        var seed = new ProjectSeed("Look", task, [.. Enumerable.Range(1, labels).Select(at => $"Label {at}")], 10) { Guidelines = "## Choose\n\nwhat they ask for", Meta = """{"channel":"web"}""" };
        var (projectId, person) = await StreamPage.SeedAsync(browser, seed);
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person, width, 900, isDark), projectId);
        await stream.Page.Keyboard.PressAsync("s");
        await stream.SavedAsync();
        await stream.Page.Keyboard.PressAsync("g");

        var found = await stream.Page.RunAxe(new AxeRunOptions());

        Assert.Empty(found.Violations.Where(one => one.Impact is "serious" or "critical").Select(one => $"{one.Id}: {string.Join(" ", one.Nodes.Select(node => node.Html))}"));
    }

    private static string KeyOf(int at) => $"{at % 3 + 1}";

    private static async Task<Dictionary<string, string>> LabelledAsync(StudioBrowser browser, int projectId)
    {
        await using var db = await browser.Host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        var names = await db.Labels.Where(label => label.ProjectId == projectId).ToDictionaryAsync(label => label.Id, label => label.Name);
        var items = await db.Items.Where(item => item.ProjectId == projectId && item.State == ItemState.Labelled).ToListAsync();
        return items.ToDictionary(item => item.ExternalId!, item => names[item.Consensus!.Single()]);
    }
}
