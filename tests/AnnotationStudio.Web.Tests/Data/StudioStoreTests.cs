using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Data;

public sealed class StudioStoreTests : IDisposable
{
    private readonly StudioHost _host = new();

    private StudioStore Store => _host.Services.GetRequiredService<StudioStore>();

    [Fact]
    public async Task WriteAsync_ManyAtOnceAndOneBreaksAnIndex_FailsAlone()
    {
        await Store.WriteAsync(db => Add(db, "taken"), CancellationToken.None);

        var writes = Enumerable.Range(0, 200).Select(n => Store.WriteAsync(db => Add(db, n == 100 ? "taken" : $"p{n}"), CancellationToken.None)).ToList();
        await Task.WhenAll(writes.Where((_, n) => n != 100));

        await Assert.ThrowsAsync<DbUpdateException>(() => writes[100]);
        await using var db = await Store.ReadAsync(CancellationToken.None);
        Assert.Equal(200, await db.Projects.CountAsync());
    }

    [Fact]
    public async Task WriteAsync_OperationFailsHalfWay_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.WriteAsync<int>(
            db =>
            {
                Add(db, "half");
                throw new InvalidOperationException("on purpose");
            },
            CancellationToken.None));

        await using var db = await Store.ReadAsync(CancellationToken.None);
        Assert.False(await db.Projects.AnyAsync());
    }

    [Fact]
    public async Task WriteAsync_CommitFails_FailsTheWholeBatchAndTheNextOneWorks()
    {
        // A deferred foreign key is looked at by the commit alone.
        var bad = Store.WriteAsync(
            db => db.Database.ExecuteSqlRaw("""PRAGMA defer_foreign_keys=ON; INSERT INTO "Memberships" ("ProjectId", "PersonId", "Role") VALUES (999, 999, 'Lead')"""),
            CancellationToken.None);

        await Assert.ThrowsAsync<SqliteException>(() => bad);
        await Store.WriteAsync(db => Add(db, "after"), CancellationToken.None);
        await using var db = await Store.ReadAsync(CancellationToken.None);
        Assert.Equal(1, await db.Projects.CountAsync());
    }

    [Fact]
    public async Task WriteAsync_CancelledBeforeItBegan_DoesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(db => Add(db, "never"), new CancellationToken(canceled: true)));

        await using var db = await Store.ReadAsync(CancellationToken.None);
        Assert.False(await db.Projects.AnyAsync());
    }

    [Fact]
    public async Task ReadAsync_ContextThatWrites_IsRefusedByTheDatabase()
    {
        await using var db = await Store.ReadAsync(CancellationToken.None);

        var exception = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync("""DELETE FROM "Projects" """));

        Assert.Contains("readonly", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteSliceAsync_WhileLabelsKeepComing_GetsItsTurn()
    {
        using var stop = new CancellationTokenSource();
        var store = Store;
        var labels = Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
                await store.WriteAsync(db => Add(db, $"{lane}-{n}"), CancellationToken.None);
        })).ToList();

        var slice = await store.WriteSliceAsync(db => db.Projects.Count(), CancellationToken.None);
        await stop.CancelAsync();
        await Task.WhenAll(labels);

        Assert.True(slice >= 0);
    }

    public void Dispose() => _host.Dispose();

    private static void Add(StudioDbContext db, string name)
    {
        db.Projects.Add(new Project { Name = name, Task = ProjectTask.Single, CreatedAt = TimeProvider.System.GetUtcNow() });
        db.SaveChanges();
    }
}
