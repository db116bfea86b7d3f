using System.Threading.Channels;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>Embeds items in the background, before a training needs them; steps back while one computes.</summary>
internal sealed class EmbeddingWorker(
    EmbeddingWork work, EmbeddingBoard board, StudioEvents events, IOptions<EncodersOptions> options, TimeProvider time, ILogger<EmbeddingWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookAround = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = events.Subscribe(Hear);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Hear(StudioEvent change)
    {
        var isNews = change.What switch
        {
            Happening.ItemsChanged or Happening.ProjectChanged => true,
            Happening.EncodersChanged => change.ProjectId != 0,
            Happening.LabelsArrived => !board.IsComplete(change.ProjectId),
            _ => false,
        };
        if (isNews)
            _bell.Writer.TryWrite(true);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var (all, ready) = await work.ProjectsAsync(options.Value.EmbedFrom, ct);
        work.Keep(all);
        foreach (var gone in board.Read().Keys.Where(project => !all.Contains(project)))
            board.Forget(gone);
        foreach (var projectId in all.Where(project => work.Holds(project) || (options.Value.EmbedsAhead && ready.Contains(project))).Order())
        {
            try
            {
                await EmbedProjectAsync(projectId, options.Value.EmbedsAhead && ready.Contains(projectId), ct);
            }
            catch (InvalidDataException exception)
            {
                board.Report(projectId, 0, 0, exception.Message);
                Log.CannotEmbed(logger, projectId, exception.Message);
            }
#pragma warning disable CA1031 // the worker's edge: the next project goes on
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.EmbeddingFailed(logger, projectId, exception);
            }
        }
    }

    private async Task EmbedProjectAsync(int projectId, bool isWanted, CancellationToken ct)
    {
        if (await work.PlanAsync(projectId, ct) is not { } plan)
            return;
        board.Report(projectId, plan.Total - plan.Missing.Count, plan.Total);
        if (!isWanted || plan.Missing.Count == 0)
            return;
        var (started, embedded) = (time.GetTimestamp(), 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        board.Compute(projectId, stop);
        try
        {
            while (plan.Missing.Count > 0 && !board.IsStopped(projectId))
            {
                if (await work.IsTrainingAsync(ct))
                {
                    await Task.Delay(Rest, time, ct);
                    continue;
                }

                embedded += await work.EmbedAsync(plan, stop.Token);
                board.Report(projectId, plan.Total - plan.Missing.Count, plan.Total);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Somebody stopped this project.
        }
        finally
        {
            board.Compute(0, null);
        }

        if (embedded > 0)
            Log.Embedded(logger, projectId, embedded, time.GetElapsedTime(started).TotalSeconds, plan.Missing.Count);
    }

    // A label now and then must not make it read all ids again at once.
    private async Task WaitAsync(CancellationToken ct)
    {
        await Task.Delay(Rest, time, ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waiting = _bell.Reader.ReadAsync(limit.Token).AsTask();
        await Task.WhenAny(waiting, Task.Delay(LookAround, time, limit.Token));
        await limit.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
