using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Tests.Hosting;

public sealed class TokenPaceTests : IDisposable
{
    private static readonly Uri Projects = new("/api/v1/projects", UriKind.Relative);
    private readonly HandClock _clock = new();
    private readonly StudioHost _host;

    public TokenPaceTests() => _host = new StudioHost { Clock = _clock };

    [Fact]
    public async Task Api_MoreThanTheLimitInOneSecond_SaysSlowDownUntilTheNext()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var client = await _host.ClientOfAsync(person);
        using var another = await _host.ClientOfAsync(person);
        var limit = _host.Services.GetRequiredService<IOptions<StudioOptions>>().Value.CallsPerSecond;

        var statuses = await StatusesAsync(client, limit);
        using var refused = await client.GetAsync(Projects);
        using var byAnotherToken = await another.GetAsync(Projects);
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var later = await client.GetAsync(Projects);

        Assert.Equal(500, limit);
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal("urn:annotation-studio:slow-down", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (byAnotherToken.StatusCode, later.StatusCode));
    }

    [Fact]
    public async Task Api_ByCookieOrWithAnUnknownToken_IsNotCounted()
    {
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var browser = await _host.SignedInAsync(person.Email!);
        using var stranger = _host.CreateClient();
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "ast_unknown");

        var byCookie = await StatusesAsync(browser, 501);
        var unknown = await StatusesAsync(stranger, 501);

        Assert.All(byCookie, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(unknown, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
    }

    public void Dispose() => _host.Dispose();

    private static async Task<List<HttpStatusCode>> StatusesAsync(HttpClient client, int calls)
    {
        var statuses = new List<HttpStatusCode>(calls);
        for (var call = 0; call < calls; call++)
        {
            using var answer = await client.GetAsync(Projects);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }
}
