using System.Net;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Accounts;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Accounts;

public sealed class AccountTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Password_Changed_KeepsThisSessionAndEndsTheOthers()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var here = await _host.SignedInAsync(person.Email!);
        using var elsewhere = await _host.SignedInAsync(person.Email!);

        using var answer = await here.SubmitAsync(
            "/account", "password", ("Password.Current", StudioHost.Password), ("Password.Next", "quite another one 8"), ("Password.Again", "quite another one 8"));
        using var stillHere = await here.GetAsync("/account");
        using var gone = await elsewhere.GetAsync("/account");

        Assert.Contains("Password changed.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, stillHere.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
    }

    [Theory]
    [InlineData("not the current one", "quite another one 8", "quite another one 8", "not your current password")]
    [InlineData(StudioHost.Password, "short", "short", "at least 12 characters")]
    [InlineData(StudioHost.Password, "quite another one 8", "quite another one 9", "do not match")]
    public async Task Password_WrongInput_SaysWhatToDo(string current, string next, string again, string expected)
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = await _host.SignedInAsync(person.Email!);

        using var answer = await client.SubmitAsync("/account", "password", ("Password.Current", current), ("Password.Next", next), ("Password.Again", again));

        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_MadeAndRevoked_OpensTheDoorOnlyBetween()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        var desk = _host.Services.GetRequiredService<TokenDesk>();
        var caller = new Caller(person.Id, person.Role);
        var token = (await desk.CreateAsync(caller, "nightly", 7, CancellationToken.None)).Value!;
        using var client = _host.Browse();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var before = await client.GetAsync("/api/v1/projects");
        var card = Assert.Single(await desk.ListAsync(caller, CancellationToken.None));
        await desk.RevokeAsync(caller, card.Id, CancellationToken.None);
        using var after = await client.GetAsync("/api/v1/projects");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task RevokeAsync_SomebodyElsesToken_IsNotFound()
    {
        var (mine, other) = (await _host.AddPersonAsync(Role.Annotator), await _host.AddPersonAsync(Role.Admin));
        var desk = _host.Services.GetRequiredService<TokenDesk>();
        var owner = new Caller(mine.Id, mine.Role);
        await desk.CreateAsync(owner, "mine", 7, CancellationToken.None);
        var card = Assert.Single(await desk.ListAsync(owner, CancellationToken.None));

        var outcome = await desk.RevokeAsync(new Caller(other.Id, other.Role), card.Id, CancellationToken.None);

        Assert.Equal(ProblemKind.NotFound, outcome.Problem?.Kind);
    }

    [Fact]
    public async Task CreateForAsync_NotTheOwnerOfTheFolder_IsForbidden()
    {
        var admin = await _host.AddPersonAsync(Role.Admin);
        var desk = _host.Services.GetRequiredService<TokenDesk>();

        var outcome = await desk.CreateForAsync(new Caller(admin.Id, admin.Role), admin.Email!, "x", 7, CancellationToken.None);

        Assert.Equal(ProblemKind.Forbidden, outcome.Problem?.Kind);
    }

    public void Dispose() => _host.Dispose();
}
