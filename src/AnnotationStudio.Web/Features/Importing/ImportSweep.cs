namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Clears, once the server runs, what imports left behind that a crash cut off. Nobody sees those items, so nobody waits for it.</summary>
internal sealed class ImportSweep(Importer importer, ILogger<ImportSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await importer.SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next start goes on.
        }
#pragma warning disable CA1031 // a failed sweep must not keep the server from serving; the project's next import sweeps again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.SweepFailed(logger, exception);
        }
    }
}
