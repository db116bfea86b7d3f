using System.Net;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Accounts;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Tests.Accounts;

public sealed class FirstAdminTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Theory]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/sign-in", HttpStatusCode.Redirect)]
    [InlineData("/people", HttpStatusCode.Redirect)]
    [InlineData("/set-up", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/css/studio.css", HttpStatusCode.OK)]
    [InlineData("/api/v1/projects", HttpStatusCode.ServiceUnavailable)]
    public async Task Get_NobodyIsHere_OnlySetUpIsServed(string path, HttpStatusCode expected)
    {
        using var client = _host.Browse();

        using var answer = await client.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
        Assert.True(expected != HttpStatusCode.Redirect || answer.Headers.Location!.OriginalString == "/set-up");
    }

    [Fact]
    public async Task SetUp_WrongCode_MakesNobody()
    {
        using var client = _host.Browse();

        using var answer = await SetUpAsync(client, "AAAA-AAAA-AAAA");

        Assert.Contains("This is not the code", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountPeopleAsync(_host));
    }

    [Fact]
    public async Task SetUp_RightCode_MakesTheAdminAndEndsTheSetUp()
    {
        using var client = _host.Browse();
        var code = _host.Services.GetRequiredService<FirstAdmin>().Code;

        using var answer = await SetUpAsync(client, code.ToLowerInvariant().Replace('-', ' '));
        using var people = await client.GetAsync("/people");
        using var again = await client.GetAsync("/set-up");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, people.StatusCode);
        Assert.EndsWith("/sign-in", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeAsync_SomebodyIsHere_Refuses()
    {
        await _host.AddPersonAsync(Role.Annotator);
        var first = _host.Services.GetRequiredService<FirstAdmin>();

        var outcome = await first.MakeAsync(first.Code, "second@example.org", null, StudioHost.Password, "here", CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, outcome.Problem?.Kind);
    }

    [Fact]
    public async Task Start_Bootstrap_MakesTheAdmin()
    {
        using var host = _host.WithWebHostBuilder(builder => builder
            .UseSetting("Bootstrap:AdminEmail", "first@example.org")
            .UseSetting("Bootstrap:AdminPassword", StudioHost.Password));
        using var client = host.CreateClient(new() { AllowAutoRedirect = false });

        using var answer = await client.SignInAsync("first@example.org", StudioHost.Password);
        using var people = await client.GetAsync("/people");

        Assert.Equal(HttpStatusCode.OK, people.StatusCode);
    }

    [Theory]
    [InlineData("first@example.org", "short", "Bootstrap__AdminPassword")]
    [InlineData("nonsense", StudioHost.Password, "Bootstrap__AdminEmail")]
    [InlineData("first@example.org", "", "give both")]
    public async Task StartAsync_BadBootstrap_StopsWithTheKey(string email, string password, string expected)
    {
        var options = Options.Create(new BootstrapOptions { AdminEmail = email, AdminPassword = password });
        var start = ActivatorUtilities.CreateInstance<FirstAdminStart>(_host.Services, options);

        var exception = await Assert.ThrowsAsync<StudioStartException>(() => start.StartAsync(CancellationToken.None));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, string code) => client.SubmitAsync(
        "/set-up", "set-up", ("Input.Code", code), ("Input.Email", "first@example.org"), ("Input.Name", ""), ("Input.Password", StudioHost.Password));

    private static async Task<int> CountPeopleAsync(StudioHost host)
    {
        await using var db = await host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        return await db.People.CountAsync();
    }
}
