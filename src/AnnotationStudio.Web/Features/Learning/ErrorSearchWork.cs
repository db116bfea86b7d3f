using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Searches for label errors when it is their turn, and asks for one when a round ended, somebody looks, and the labels have moved on.</summary>
internal sealed class ErrorSearchWork(StudioStore store, ErrorSearcher searcher, ErrorSearches searches, ErrorShelf shelf, ILogger<ErrorSearchWork> logger)
{
    /// <summary>Does the search that waits longest.</summary>
    /// <returns>False where none waits.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (searches.Take() is not { } search)
            return false;
        using (search)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, search.Token);
            try
            {
                var found = await searcher.SearchAsync(search.ProjectId, shelf.Find(search.ProjectId), search, stop.Token);
                shelf.Keep(search.ProjectId, found);
                Log.ErrorsSearched(logger, search.ProjectId, found.Items, found.Estimated);
            }
            catch (OperationCanceledException)
            {
                stopping.ThrowIfCancellationRequested();
            }
            catch (RunRefusedException exception)
            {
                search.Problem = exception.Message;
            }
#pragma warning disable CA1031 // the edge of the worker: a search that fails is told on the page, and the next piece of work gets its turn
            catch (Exception exception)
#pragma warning restore CA1031
            {
                search.Problem = $"The search failed ({exception.GetType().Name}). Labels are as they were; an admin finds the details in the server's log.";
                Log.SearchFailed(logger, search.ProjectId, exception);
            }
        }

        return true;
    }

    /// <summary>Asks for a search where somebody has looked since the last, and the labels have moved on by much.</summary>
    public async Task AfterRoundAsync(int projectId, CancellationToken ct)
    {
        if (!shelf.IsLookedAt(projectId))
            return;
        await using var db = await store.ReadAsync(ct);
        if (await FoundErrors.IsSearchDueAsync(db, projectId, shelf.Find(projectId), ct))
            searches.Ask(projectId);
    }
}
