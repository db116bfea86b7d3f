using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AnnotationStudio.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Host;

/// <summary>Walks every page and endpoint there is, as everybody who could come, and holds each to the rule that it declares.</summary>
public sealed partial class RouteRuleTests : IAsyncLifetime
{
    private readonly StudioHost _host = new();
    private readonly List<string> _faults = [];
    private int _projectId;
    private Person _annotator = null!;
    private Person _lead = null!;
    private Person _admin = null!;
    private Person _outsider = null!;

    private IEnumerable<RouteEndpoint> Routes => _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    // What is asked in person: no files, no long-lived connections.
    private IEnumerable<RouteEndpoint> Asked => Routes.Where(route =>
        IsGet(route) && !IsAsset(route) && !IsOfTheFramework(route));

    public async ValueTask InitializeAsync()
    {
        _annotator = await _host.AddPersonAsync(Role.Annotator);
        _lead = await _host.AddPersonAsync(Role.Lead);
        _admin = await _host.AddPersonAsync(Role.Admin);
        _outsider = await _host.AddPersonAsync(Role.Lead);
        _projectId = await MakeProjectAsync(_lead, "Ours");
        await MakeProjectAsync(_outsider, "Theirs");
        using var client = await _host.ClientOfAsync(_lead);
        (await client.PostAsJsonAsync($"/api/v1/projects/{_projectId}/members", new { email = _annotator.Email, role = "annotator" })).EnsureSuccessStatusCode();
    }

    [Fact]
    public void EveryRoute_DeclaresWhoMayCall()
    {
        var silent = Routes
            .Where(route => !IsOfTheFramework(route))
            .Where(route => route.Metadata.GetMetadata<IAuthorizeData>() is null && route.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(route => route.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/_blazor/disconnect/")]
    public async Task FrameworkRoute_Anonymous_IsKeptByTheFallbackRule(string path)
    {
        using var client = _host.Browse();

        using var answer = await client.PostAsync(path, null);

        Assert.Contains("/sign-in", answer.Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AsAnybody_AnswersAsTheRouteDeclares()
    {
        await WalkAsync(null, null);
        await WalkAsync(_annotator, Role.Annotator);
        await WalkAsync(_lead, Role.Lead);
        await WalkAsync(_admin, Role.Admin);

        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Get_InSomebodyElsesProject_LooksAsIfItWereNotThere()
    {
        using var client = await _host.SignedInAsync(_outsider.Email!);

        foreach (var route in Asked.Where(route => Least(route) is <= Role.Lead && IsInProject(route)))
        {
            using var answer = await client.GetAsync(Address(route));
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.NotFound || text.Contains("Ours", StringComparison.Ordinal))
                _faults.Add($"{Address(route)}: {answer.StatusCode}");
        }

        Assert.Empty(_faults);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WalkAsync(Person? person, Role? role)
    {
        using var client = person is null ? _host.Browse() : await _host.SignedInAsync(person.Email!);
        foreach (var route in Asked)
        {
            using var answer = await client.GetAsync(Address(route));
            if (!IsAsDeclared(route, role, answer))
                _faults.Add($"{role?.ToString() ?? "anonymous"} {Address(route)}: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    private static bool IsAsDeclared(RouteEndpoint route, Role? role, HttpResponseMessage answer)
    {
        var (status, location) = ((int)answer.StatusCode, answer.Headers.Location?.OriginalString ?? "");
        var isApi = route.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal);
        if (Least(route) is not { } least)
            return status is 200 or 302 or 404;
        if (role is null)
            return isApi ? status == 401 : status == 302 && location.Contains("/sign-in", StringComparison.Ordinal);
        if (role < least)
            return isApi ? status == 403 : status == 302 && location.Contains("/no-access", StringComparison.Ordinal);
        // The desk may still say no: the role in the project counts there, or what is asked for does not exist.
        return status is 200 or 204 or 400 or 404 or 422 || (status == 403 && role < Role.Admin);
    }

    private async Task<int> MakeProjectAsync(Person lead, string name)
    {
        using var client = await _host.ClientOfAsync(lead);
        using var answer = await client.PostAsJsonAsync("/api/v1/projects", new { name, task = "single", labels = new[] { new { name = "Roads" }, new { name = "Water" } } });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Made>())!.Id;
    }

    private string Address(RouteEndpoint route)
    {
        var path = Parameter().Replace(route.RoutePattern.RawText!, match =>
            match.Groups[1].Value.Equals("projectId", StringComparison.OrdinalIgnoreCase) ? $"{_projectId}" : "1");
        return path.StartsWith('/') ? path : $"/{path}";
    }

    // The strictest of the policies that the route carries; null for one that lets anybody in.
    private static Role? Least(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is not null
        ? null
        : route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy is null ? Role.Annotator : Enum.Parse<Role>(rule.Policy)).DefaultIfEmpty(Role.Annotator).Max();

    private static bool IsInProject(RouteEndpoint route) => route.RoutePattern.Parameters.Any(parameter => parameter.Name.Equals("projectId", StringComparison.OrdinalIgnoreCase));

    // Blazor's own: nobody can write a rule on them.
    private static bool IsOfTheFramework(RouteEndpoint route) => route.RoutePattern.RawText!.TrimStart('/').StartsWith('_') || route.RoutePattern.RawText == "{**path:file}";

    private static bool IsAsset(RouteEndpoint route) => route.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    private static bool IsGet(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) ?? false;

    [GeneratedRegex(@"\{\*{0,2}([A-Za-z]+)[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Made(int Id);
}
