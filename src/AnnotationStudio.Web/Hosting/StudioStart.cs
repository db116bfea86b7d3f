using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Before anything else starts: takes the data folder and brings the database up to date.</summary>
internal sealed class StudioStart(DataFolder folder, IServiceScopeFactory scopes, ILogger<StudioStart> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!folder.TryOwn())
            throw new StudioStartException($"Another AnnotationStudio already works in {folder.Root}. Stop it first, or choose another folder by Studio__DataFolder.");
        File.Delete(folder.Socket);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        await db.Database.MigrateAsync(cancellationToken);
        Log.DataFolderOpened(logger, folder.Root);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
