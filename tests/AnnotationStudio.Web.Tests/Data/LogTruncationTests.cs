using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Data;

public sealed class LogTruncationTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task TruncateLogAsync_SomebodyReadsAnOlderState_GivesUpAndLosesNothing()
    {
        var store = _host.Services.GetRequiredService<StudioStore>();
        await NoteAsync(store, "before");
        await using var reader = await store.ReadAsync(CancellationToken.None);
        await reader.Database.OpenConnectionAsync();
        await reader.Database.ExecuteSqlRawAsync("BEGIN");
        Assert.Equal(1, await reader.Activity.CountAsync());
        await NoteAsync(store, "after");

        var whileReading = await store.TruncateLogAsync(CancellationToken.None);
        await reader.Database.ExecuteSqlRawAsync("ROLLBACK");
        var afterwards = await store.TruncateLogAsync(CancellationToken.None);

        Assert.Equal((false, true), (whileReading, afterwards));
        Assert.Equal(0, new FileInfo(Path.Combine(_host.Folder, "studio.db-wal")).Length);
        await NoteAsync(store, "once more");
        await using var db = await store.ReadAsync(CancellationToken.None);
        Assert.Equal(3, await db.Activity.CountAsync());
    }

    public void Dispose() => _host.Dispose();

    private static Task<int> NoteAsync(StudioStore store, string what) => store.WriteAsync(
        db => db.Activity.Add(new ActivityEntry { At = DateTimeOffset.UnixEpoch, PersonId = null, ProjectId = null, What = what }).Context.SaveChanges(), CancellationToken.None);
}
