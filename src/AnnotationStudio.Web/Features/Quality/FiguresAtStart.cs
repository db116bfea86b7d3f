using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Works out the figures of large projects once the server runs, so that whoever opens the page first need not wait for them.</summary>
internal sealed class FiguresAtStart(StudioStore store, VoteShelf shelf, ILogger<FiguresAtStart> logger) : BackgroundService
{
    private const int Large = 5_000;   // labelled items; smaller projects take less than the page waits

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            List<int> large;
            await using (var db = await store.ReadAsync(stoppingToken))
                large = await db.Projects.Where(project => project.State != ProjectState.Archived && project.LabelledCount >= Large)
                    .OrderByDescending(project => project.LabelledCount).Take(VoteShelf.MostKept).Select(project => project.Id).ToListAsync(stoppingToken);
            foreach (var project in large)
                await shelf.OfAsync(project, VoteFilter.Everything, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
#pragma warning disable CA1031 // whoever opens the page finds out, and is told
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.FiguresFailed(logger, exception);
        }
    }
}
