using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

public sealed class MapPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Keys_ZoomMoveAndOpen_NeedNoPointer()
    {
        var browser = await fixture.OpenAsync();
        var project = await SampleProject.CreateAsync(browser.Host, new SettingsInput(RetrainAfter: 100_000));
        var page = await browser.PageOfAsync(await browser.Host.AddPersonAsync(Role.Admin));
        await page.GotoAsync($"/projects/{project.Id}/map");
        var canvas = page.Locator("pool-map canvas");
        await Assertions.Expect(canvas).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await page.WaitForFunctionAsync("document.querySelector('pool-map').draw?.() > 0");
        var whole = await PictureAsync(page);

        await canvas.FocusAsync();
        await canvas.PressAsync("+");
        await canvas.PressAsync("ArrowLeft");
        var close = await PictureAsync(page);
        await canvas.PressAsync("0");
        await canvas.BlurAsync();
        var again = await PictureAsync(page);
        await canvas.PressAsync("Enter");

        Assert.NotEqual(whole, close);
        Assert.Equal(whole, again);
        await page.WaitForURLAsync("**/items?item=*");
    }

    private static Task<string> PictureAsync(IPage page) =>
        page.EvaluateAsync<string>("() => { const map = document.querySelector('pool-map'); map.draw(); return map.querySelector('canvas').toDataURL(); }");
}
