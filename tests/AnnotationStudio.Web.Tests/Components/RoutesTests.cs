using System.Globalization;
using System.Security.Claims;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Features.Administration;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Components;

public sealed class RoutesTests : IAsyncDisposable
{
    private readonly StudioHost _host = new();
    private readonly BunitContext _page = new();

    [Fact]
    public async Task Routes_PersonIsNoLongerSignedIn_LeavesForTheSignInPage()
    {
        var person = await _host.AddPersonAsync(Role.Admin);
        var session = Open("people", person);
        var routes = _page.Render<Routes>();
        routes.WaitForAssertion(() => Assert.Contains(person.Email!, routes.Markup, StringComparison.Ordinal));

        session.SetPolicies();
        session.SetNotAuthorized();

        var navigation = _page.Services.GetRequiredService<BunitNavigationManager>();
        routes.WaitForAssertion(() => Assert.EndsWith("sign-in?returnUrl=%2Fpeople", navigation.Uri, StringComparison.Ordinal));
        Assert.True(navigation.History.First().Options.ForceLoad);
        Assert.DoesNotContain(person.Email!, routes.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_RoleIsTooLow_SaysSoInsteadOfAskingToSignIn()
    {
        var person = await _host.AddPersonAsync(Role.Lead);
        Open("people", person);

        var routes = _page.Render<Routes>();

        routes.WaitForAssertion(() => Assert.Contains("Your role does not reach this page", routes.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("href=\"people\"", routes.Markup, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _host.DisposeAsync();
    }

    // The page's own services, over the host's real store.
    private BunitAuthorizationContext Open(string path, Person person)
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddStudioLook();
        _page.Services.AddScoped<CurrentPerson>();
        _page.Services
            .AddSingleton(_host.Services.GetRequiredService<PeopleDirectory>())
            .AddSingleton(_host.Services.GetRequiredService<ProjectHeadings>())
            .AddSingleton(_host.Services.GetRequiredService<StudioEvents>())
            .AddSingleton(_host.Services.GetRequiredService<ProjectNews>())
            .AddSingleton(_host.Services.GetRequiredService<PeopleDesk>())
            .AddSingleton(TimeProvider.System);
        var session = _page.AddAuthorization();
        session.SetAuthorized(person.DisplayName);
        session.SetClaims(new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Role, person.Role.ToString()));
        session.SetPolicies([.. Enum.GetValues<Role>().Where(role => role <= person.Role).Select(role => role.ToString())]);
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _page.Services.GetRequiredService<BunitNavigationManager>().NavigateTo(path);
        return session;
    }
}
