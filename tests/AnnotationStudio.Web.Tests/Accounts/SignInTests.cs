using System.Net;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;

namespace AnnotationStudio.Web.Tests.Accounts;

public sealed class SignInTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task SignIn_GoodPassword_LetsInByACookieThatScriptsCannotRead()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.Browse();

        using var answer = await client.SignInAsync(person.Email!, StudioHost.Password);
        using var account = await client.GetAsync("/account");

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("studio=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
    }

    [Fact]
    public async Task SignIn_WrongPassword_SaysWhatToDo()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.Browse();

        using var answer = await client.SignInAsync(person.Email!, "not this password");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Email and password do not match.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_EightWrongPasswords_LocksTheAccountEvenForTheRightOne()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.Browse();
        for (var attempt = 0; attempt < 8; attempt++)
            (await client.SignInAsync(person.Email!, "not this password")).Dispose();

        using var answer = await client.SignInAsync(person.Email!, StudioHost.Password);

        Assert.Contains("Too many wrong passwords", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ManyTriesFromOneAddress_Answers429()
    {
        await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.Browse();
        for (var attempt = 0; attempt < 30; attempt++)
            (await client.SignInAsync("nobody@example.org", "whatever it is")).Dispose();

        using var answer = await client.SignInAsync("nobody@example.org", "whatever it is");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Theory]
    [InlineData("/account", "/account")]
    [InlineData("/projects/1/items?find=a", "/projects/1/items?find=a")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task SignIn_ReturnUrl_StaysOnThisSite(string returnUrl, string expected)
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.Browse();

        using var answer = await client.SignInAsync(person.Email!, StudioHost.Password, $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        var location = answer.Headers.Location!;
        Assert.Equal(expected, location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString);
        Assert.True(!location.IsAbsoluteUri || location.Host == "localhost");
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.Browse();
        using var content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Input.Email", person.Email!), new("Input.Password", StudioHost.Password)]);

        using var answer = await client.PostAsync("/sign-in", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task SignOut_ByTheButton_EndsTheSession()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = await _host.SignedInAsync(person.Email!);

        var html = await client.GetStringAsync("/account");
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/sign-out", content);
        using var after = await client.GetAsync("/account");

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    public void Dispose() => _host.Dispose();
}
