using System.Globalization;
using System.Security.Claims;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace AnnotationStudio.Web.Tests.Browser;

/// <summary>A real browser before the real server on a port of its own.</summary>
public sealed class StudioBrowser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private StudioBrowser(StudioHost host, IPlaywright playwright, IBrowser browser) => (Host, _playwright, _browser) = (host, playwright, browser);

    public StudioHost Host { get; }

    public Uri Address => Host.ClientOptions.BaseAddress;

    /// <summary>Skips the test where there is no browser; where CI is set, a missing browser is a failure.</summary>
    public static async Task<StudioBrowser> OpenAsync()
    {
        var place = Environment.GetEnvironmentVariable("STUDIO_BROWSER") ?? Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(place is null && Environment.GetEnvironmentVariable("CI") != "true", "No Chromium on this machine: install it, or name one by STUDIO_BROWSER.");
        Assert.NotNull(place);
        // Long enough for a busy machine; a page that is right is there at once.
        Assertions.SetDefaultExpectTimeout(20_000);
        var host = new StudioHost();
        host.UseKestrel(0);
        host.StartServer();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = place, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        return new StudioBrowser(host, playwright, browser);
    }

    /// <summary>A window of a person who is signed in already.</summary>
    public async Task<IPage> PageOfAsync(Person person, int width = 1440, int height = 900, bool isDark = false)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = width < 800,
        });
        var page = await context.NewPageAsync();
        await SignInAsync(page, person);
        return page;
    }

    /// <summary>From now on the window is this person's, whoever's it was.</summary>
    public async Task SignInAsync(IPage page, Person person)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(person);
        await page.Context.AddCookiesAsync([new() { Name = "studio", Value = await CookieOfAsync(person), Url = Address.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
    }

    /// <summary>A window of nobody.</summary>
    public async Task<IPage> PageAsync()
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Host.DisposeAsync();
    }

    // The cookie that signing in would have set.
    private async Task<string> CookieOfAsync(Person person)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var found = await people.FindByIdAsync(person.Id.ToString(CultureInfo.InvariantCulture));
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(found!);
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) };
        return options.TicketDataFormat.Protect(new AuthenticationTicket(new ClaimsPrincipal(principal.Identities), properties, IdentityConstants.ApplicationScheme));
    }
}
