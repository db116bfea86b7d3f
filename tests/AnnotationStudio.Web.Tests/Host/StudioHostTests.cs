using System.Net;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Tests.Host;

public sealed class StudioHostTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Ready_FreshFolder_Answers()
    {
        using var client = _host.CreateClient();

        var answer = await client.GetStringAsync("/health/ready");

        Assert.Equal("ready", answer);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("ast_unknown", HttpStatusCode.Unauthorized)]
    public async Task OpenApi_WithoutAValidToken_Refuses(string? token, HttpStatusCode expected)
    {
        await _host.AddPersonAsync(Role.Annotator);
        using var client = _host.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

        using var answer = await client.GetAsync("/openapi/v1.json");

        Assert.True(answer.StatusCode == expected || answer.StatusCode == HttpStatusCode.Redirect && token is null);
    }

    [Fact]
    public async Task OpenApi_WithAToken_Answers()
    {
        using var client = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Annotator));

        using var answer = await client.GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public void Dispose() => _host.Dispose();
}
