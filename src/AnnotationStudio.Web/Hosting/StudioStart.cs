using AnnotationStudio.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Before anything else starts: takes the data folder, brings the database up to date, and clears what a crash left half written.</summary>
internal sealed class StudioStart(DataFolder folder, ArtifactStore artifacts, IServiceScopeFactory scopes, ILogger<StudioStart> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!folder.TryOwn())
            throw new StudioStartException($"Another AnnotationStudio already works in {folder.Root}. Stop it first, or choose another folder by Studio__DataFolder.");
        File.Delete(folder.Socket);
        artifacts.Sweep();
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await MigrateAsync(scope.ServiceProvider.GetRequiredService<StudioDbContext>(), cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw new StudioStartException($"The database {folder.Database} cannot be opened: {exception.Message.TrimEnd('.')}. Put a backup in its place, or choose another folder by Studio__DataFolder.", exception);
        }

        Log.DataFolderOpened(logger, folder.Root);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Entity Framework would go on with a database that has more than it knows of.
    private async Task MigrateAsync(StudioDbContext db, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToHashSet();
        var known = db.Database.GetMigrations().ToHashSet();
        if (!applied.IsSubsetOf(known))
            throw new StudioStartException($"The database {folder.Database} was written by a newer AnnotationStudio. Start that version, or choose another folder by Studio__DataFolder.");
        // Migrating compares whole models even when there is nothing to do, which every verb would wait for.
        if (applied.Count < known.Count)
            await db.Database.MigrateAsync(ct);
    }
}
