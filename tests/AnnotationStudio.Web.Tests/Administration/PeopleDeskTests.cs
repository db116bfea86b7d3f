using System.Net;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Administration;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Administration;

public sealed class PeopleDeskTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly StudioHost _host = new();

    private PeopleDesk Desk => _host.Services.GetRequiredService<PeopleDesk>();

    [Fact]
    public async Task AddAsync_WithoutAPassword_TheirFirstStepIsOneOfTheirOwn()
    {
        var admin = await AdminAsync();
        var added = (await Desk.AddAsync(admin, "new@example.org", "New Person", Role.Annotator, null, CancellationToken.None)).Value!;
        using var client = _host.Browse();

        using var signedIn = await client.SignInAsync("new@example.org", added.Password!);
        using var page = await client.GetAsync("/account");
        using var api = await client.GetAsync("/api/v1/projects");
        using var saved = await client.SubmitAsync("/new-password", "new-password", ("Input.Next", "my very own words 1"), ("Input.Again", "my very own words 1"));
        using var after = await client.GetAsync("/account");

        Assert.Contains("/new-password", signedIn.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/new-password", page.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData("nonsense", "email")]
    [InlineData("", "email")]
    [InlineData("Somebody <a@example.org>", "email")]
    public async Task AddAsync_BadEmail_NamesTheField(string email, string field)
    {
        var outcome = await Desk.AddAsync(Caller.Owner, email, null, Role.Annotator, null, CancellationToken.None);

        Assert.Equal(field, outcome.Problem?.Field);
    }

    [Fact]
    public async Task AddAsync_EmailInOtherLetters_IsTaken()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);

        var outcome = await Desk.AddAsync(Caller.Owner, person.Email!.ToUpperInvariant(), null, Role.Annotator, null, CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, outcome.Problem?.Kind);
    }

    [Fact]
    public async Task DisableAsync_Somebody_CookieAndTokenAreDeadAtOnce()
    {
        var (admin, person) = (await AdminAsync(), await _host.AddPersonAsync(Role.Annotator));
        using var byCookie = await _host.SignedInAsync(person.Email!);
        using var byToken = await _host.ClientOfAsync(person);
        (await byToken.GetAsync("/api/v1/projects")).EnsureSuccessStatusCode();

        await Desk.DisableAsync(admin, person.Id, Now, CancellationToken.None);
        using var page = await byCookie.GetAsync("/account");
        using var call = await byToken.GetAsync("/api/v1/projects");
        using var signIn = await _host.Browse().SignInAsync(person.Email!, StudioHost.Password);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, call.StatusCode);
        Assert.Contains("do not match", await signIn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastAdmin_DisabledOrDemoted_IsRefused()
    {
        var admin = await AdminAsync();
        var other = await _host.AddPersonAsync(Role.Admin);
        await Desk.DisableAsync(admin, other.Id, Now, CancellationToken.None);

        var disabled = await Desk.DisableAsync(admin, admin.PersonId!.Value, Now, CancellationToken.None);
        var demoted = await Desk.ChangeRoleAsync(admin, admin.PersonId!.Value, Role.Lead, CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, disabled.Problem?.Kind);
        Assert.Equal(ProblemKind.Conflict, demoted.Problem?.Kind);
    }

    [Fact]
    public async Task ChangeRoleAsync_AnotherAdminStays_Demotes()
    {
        var admin = await AdminAsync();
        await _host.AddPersonAsync(Role.Admin);

        var outcome = await Desk.ChangeRoleAsync(admin, admin.PersonId!.Value, Role.Lead, CancellationToken.None);
        var afterwards = await Desk.ListAsync(admin, null, Now, CancellationToken.None);

        Assert.True(outcome.IsDone);
        Assert.Equal(ProblemKind.Forbidden, afterwards.Problem?.Kind);
    }

    [Fact]
    public async Task ResetPasswordAsync_Somebody_OldPasswordAndTokensAreDead()
    {
        var (admin, person) = (await AdminAsync(), await _host.AddPersonAsync(Role.Annotator));
        using var byToken = await _host.ClientOfAsync(person);
        using var client = _host.Browse();

        var password = (await Desk.ResetPasswordAsync(admin, person.Id, Now, CancellationToken.None)).Value!;
        using var call = await byToken.GetAsync("/api/v1/projects");
        using var old = await client.SignInAsync(person.Email!, StudioHost.Password);
        using var fresh = await client.SignInAsync(person.Email!, password);

        Assert.Equal(HttpStatusCode.Unauthorized, call.StatusCode);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, fresh.StatusCode);
    }

    [Theory]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    [InlineData("EXAMPLE.ORG", 2)]
    public async Task ListAsync_Words_MatchAsTheyStand(string words, int expected)
    {
        var admin = await AdminAsync();
        await _host.AddPersonAsync(Role.Annotator);

        var part = (await Desk.ListAsync(admin, words, Now, CancellationToken.None)).Value!;

        Assert.Equal(expected, part.Matches);
    }

    public void Dispose() => _host.Dispose();

    private async Task<Caller> AdminAsync()
    {
        var admin = await _host.AddPersonAsync(Role.Admin);
        return new Caller(admin.Id, admin.Role);
    }
}
