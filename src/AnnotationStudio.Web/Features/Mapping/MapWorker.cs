using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>Draws maps in the background as pools of maps that are looked at are offered, and asks champions about their items as leads look. One at a time, behind everybody else.</summary>
internal sealed class MapWorker(MapShelf shelf, OpinionBoard board, MapWork work, StudioEvents events, TimeProvider time, ILogger<MapWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await shelf.WaitAsync(stoppingToken);
                while (shelf.Take() is { } offer)
                    await TryAsync(offer.ProjectId, () => DrawAsync(offer, stoppingToken), () => shelf.Fail(offer));
                while (board.Take() is { } projectId)
                    await TryAsync(projectId, () => AskAsync(projectId, stoppingToken), () => board.Put(projectId, board.Find(projectId)));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAsync(int projectId, Func<Task> act, Action fail)
    {
        try
        {
            await act();
        }
#pragma warning disable CA1031 // the worker's edge: the next project goes on
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            fail();
            Log.DrawingFailed(logger, projectId, exception);
            events.Publish(Happening.MapChanged, projectId);
        }
    }

    private async Task DrawAsync(OfferedPool offer, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var known = shelf.Find(offer.ProjectId);
        var (map, placed) = await TrainingThread.RunAsync(() => work.Draw(offer, known, new Progress(this, offer), ct));
        shelf.Put(offer, map);
        Log.Drawn(logger, offer.ProjectId, map.Items.Length, placed, time.GetElapsedTime(started).TotalSeconds);
        events.Publish(Happening.MapChanged, offer.ProjectId);
    }

    private async Task AskAsync(int projectId, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var opinions = shelf.Find(projectId) is { } map ? await work.AskAsync(projectId, map.Items, ct) : null;
        board.Put(projectId, opinions);
        if (opinions is not null)
            Log.Asked(logger, projectId, opinions.Version, opinions.Items.Length, time.GetElapsedTime(started).TotalSeconds);
        events.Publish(Happening.MapChanged, projectId);
    }

    private void Tell(OfferedPool offer, double fraction)
    {
        if (shelf.Report(offer, fraction))
            events.Publish(Happening.MapChanged, offer.ProjectId);
    }

    private sealed class Progress(MapWorker worker, OfferedPool offer) : IProgress<double>
    {
        public void Report(double value) => worker.Tell(offer, value);
    }
}
