using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Keeps the queues fresh beside the rounds: prepares pools whose items changed, and ranks anew when labels came, one project at a time.</summary>
/// <remarks>Labels that come during a ranking are taken together by the next, which begins when the last has rested in proportion to what it computed.</remarks>
internal sealed class RankingWorker(Agenda agenda, PoolKeeper pools, QueueRanking ranking, TimeProvider time, ILogger<RankingWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // After a start nobody knows what changed, so every project is looked at.
        foreach (var projectId in await ranking.ProjectsAsync(stoppingToken))
            agenda.Note(new StudioEvent(Happening.ItemsChanged, projectId));
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                if (!await WorkAsync(stoppingToken))
                    await agenda.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        OfferMaps();
        using var turn = pools.TryTakeTurn();
        if (agenda.TakeDue(turn is not null) is not { } due)
            return false;
        var started = time.GetTimestamp();
        var computed = TimeSpan.Zero;
        try
        {
            (var entries, computed) = await ranking.RankAsync(due.ProjectId, due.ItemsChanged, turn is not null, ct);
            Log.QueueRanked(logger, due.ProjectId, entries, time.GetElapsedTime(started).TotalSeconds, computed.TotalSeconds);
        }
#pragma warning disable CA1031 // the edge of the worker: a project that cannot be prepared must not keep the others waiting
        catch (Exception exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            computed = time.GetElapsedTime(started);
            Log.PreparingFailed(logger, due.ProjectId, exception);
        }

        agenda.Ranked(due.ProjectId, computed);
        return true;
    }

    // A pool that was not prepared since the start is, and is offered then.
    private void OfferMaps()
    {
        foreach (var projectId in agenda.TakeMaps())
            if (!ranking.OfferMap(projectId))
                agenda.Note(new StudioEvent(Happening.ItemsChanged, projectId));
    }
}
