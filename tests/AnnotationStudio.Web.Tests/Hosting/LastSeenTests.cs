using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Administration;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Hosting;

public sealed class LastSeenTests : IDisposable
{
    private static readonly Uri Projects = new("/api/v1/projects", UriKind.Relative);
    private readonly HandClock _clock = new();
    private readonly StudioHost _host;

    public LastSeenTests() => _host = new StudioHost { Clock = _clock };

    [Fact]
    public async Task People_WhoCalled_AreSeenAndOthersAreNot()
    {
        var (caller, other) = (await _host.AddPersonAsync(Role.Annotator), await _host.AddPersonAsync(Role.Annotator));
        using var client = await _host.ClientOfAsync(caller);
        using var first = await client.GetAsync(Projects);
        _clock.Advance(TimeSpan.FromSeconds(20));
        using var second = await client.GetAsync(Projects);
        var seenAt = _clock.GetUtcNow();
        var before = await SeenAsync();

        await _host.Services.GetRequiredService<LastSeen>().WriteAsync(CancellationToken.None);
        var after = await SeenAsync();

        Assert.Null(before[caller.Id]);
        Assert.Equal((seenAt, null), (after[caller.Id], after[other.Id]));
    }

    public void Dispose() => _host.Dispose();

    private async Task<Dictionary<int, DateTimeOffset?>> SeenAsync()
    {
        var part = await _host.Services.GetRequiredService<PeopleDesk>().ListAsync(Caller.Owner, null, _clock.GetUtcNow(), CancellationToken.None);
        return part.Value!.Rows.ToDictionary(person => person.Id, person => person.LastSeenAt);
    }
}
