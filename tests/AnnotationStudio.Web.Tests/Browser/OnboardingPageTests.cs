using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Annotating;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class OnboardingPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly ProjectSeed Seed = new("Onboarding", ProjectTask.Single, ["Roads", "Lights", "Waste"], 20)
    {
        Settings = new ProjectSettings { AuditShare = 0, OnboardingPass = .6, OnboardingAttempts = 2 },
    };

    [Fact]
    public async Task Onboarding_ByKeyboard_ExplainsEachAnswerFailsOnceAndThenOpensRealWork()
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await SeedAsync(browser);
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person), projectId);
        var feedback = stream.Page.Locator("[data-part=feedback]");
        var keys = stream.Page.Keyboard;

        // Two of three wrong: the attempt is not passed.
        foreach (var (key, words) in new[] { ("3", "You said Waste; right is Lights."), ("s", "You skipped it; right is Lights."), ("2", "Right: Lights.") })
        {
            await keys.PressAsync(key);
            await Assertions.Expect(feedback).ToContainTextAsync(words);
            await Assertions.Expect(feedback).ToContainTextAsync("A lamp is a light.");
            if (key == "2")
                await Assertions.Expect(feedback).ToContainTextAsync("Not passed. 1 of 3 right; 2 are needed. You have 1 more attempt");
            await keys.PressAsync(key == "s" ? " " : "Enter");
            await Assertions.Expect(feedback).ToBeHiddenAsync();
        }

        for (var at = 0; at < 3; at++)
        {
            await Assertions.Expect(stream.Page.Locator("[data-part=reason]")).ToContainTextAsync("onboarding");
            await keys.PressAsync("2");
            await Assertions.Expect(feedback).ToContainTextAsync("Right: Lights.");
            await keys.PressAsync("z");
            await Assertions.Expect(feedback).ToContainTextAsync($"{at + 1} of 3 answered");
            if (at == 2)
                await Assertions.Expect(feedback).ToContainTextAsync("You passed. 3 of 3 right; 2 are needed.");
            await keys.PressAsync("Enter");
        }

        await Assertions.Expect(stream.Page.Locator("[data-part=reason]")).Not.ToContainTextAsync("onboarding");
        await stream.PressAsync("1");
        await stream.SavedAsync();

        await using var db = await browser.Host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        var actions = await db.Annotations.Where(row => row.ProjectId == projectId).OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync();
        Assert.Equal((5, 1, 1), (actions.Count(action => action == AnnotationAction.Practice), actions.Count(action => action == AnnotationAction.Skip), actions.Count(action => action == AnnotationAction.Submit)));
        Assert.NotNull(await db.Memberships.Where(member => member.ProjectId == projectId && member.PersonId == person.Id).Select(member => member.OnboardedAt).SingleAsync());
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task Feedback_EveryLook_HasNothingSeriousForAxe(int width, bool isDark)
    {
        var browser = await fixture.OpenAsync();
        var (projectId, person) = await SeedAsync(browser);
        var stream = await StreamPage.OpenAsync(await browser.PageOfAsync(person, width, 900, isDark), projectId);
        await stream.Page.Keyboard.PressAsync("1");
        await Assertions.Expect(stream.Page.Locator("[data-part=feedback]")).ToContainTextAsync("right is Lights.");

        var found = await stream.Page.RunAxe();

        Assert.Empty(found.Violations.Where(one => one.Impact is "serious" or "critical").Select(one => $"{one.Id}: {string.Join(" ", one.Nodes.Select(node => node.Html))}"));
    }

    private static async Task<(int ProjectId, Person Person)> SeedAsync(StudioBrowser browser)
    {
        var seeded = await StreamPage.SeedAsync(browser, Seed);
        await browser.Host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var lights = db.Labels.Single(label => label.ProjectId == seeded.ProjectId && label.Name == "Lights").Id;
                foreach (var item in db.Items.Where(item => item.ProjectId == seeded.ProjectId).OrderBy(item => item.Id).Select(item => item.Id).Take(3).ToList())
                    GoldLedger.Mark(db, new GoldItem { ItemId = item, ProjectId = seeded.ProjectId, Kind = GoldKind.Onboarding, Labels = [lights], Explanation = "A lamp is a light.", PersonId = null, CreatedAt = now }, now);
            },
            CancellationToken.None);
        return seeded;
    }
}
