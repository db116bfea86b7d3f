using System.Threading.Channels;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The background of the loop: does the runs that wait, one at a time, and searches for label errors between them.</summary>
internal sealed class LearningWorker(StudioEvents events, RunLine line, RoundWork work, ErrorSearchWork errors, TimeProvider time, ILogger<LearningWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(300);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await line.RecoverAsync(stoppingToken);
        using var subscription = events.Subscribe(_ => _bell.Writer.TryWrite(true));
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                if (!await WorkAsync(stoppingToken))
                    await WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        if (await line.ClaimAsync(ct) is not { } run)
            return await errors.RunNextAsync(ct);
        await RunAsync(run, ct);
        await errors.AfterRoundAsync(run.ProjectId, ct);
        return true;
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var bell = _bell.Reader.ReadAsync(limit.Token).AsTask();
        await Task.WhenAny(bell, Task.Delay(LookAround, time, limit.Token));
        await limit.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private async Task RunAsync(TrainingRun run, CancellationToken ct)
    {
        Log.RunBegins(logger, run.Id, run.ProjectId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            var progress = new LatestProgress();
            var round = work.RunAsync(run, progress, stop.Token);
            await FollowAsync(run, round, progress, stop);
            var (plan, yield) = await round;
            if (!await line.SucceedAsync(run, plan, yield))
                throw new OperationCanceledException(stop.Token);
            Log.RunSucceeded(logger, run.Id, plan.Rung.Tier, plan.NextVersion, yield.TrainedItems, yield.Seconds, yield.Judgement.Serves);
        }
        catch (OperationCanceledException)
        {
            await line.EndAsync(run, ct.IsCancellationRequested ? RunState.Queued : RunState.Cancelled, null);
            Log.RunCancelled(logger, run.Id);
        }
        catch (RunRefusedException exception)
        {
            await line.EndAsync(run, RunState.Failed, exception.Message);
            Log.RunRefused(logger, run.Id, exception.Message);
        }
#pragma warning disable CA1031 // the edge of the worker: a failed run is marked, and the next one gets its turn
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await line.EndAsync(run, RunState.Failed, $"Training failed ({exception.GetType().Name}). The model before goes on serving. An admin finds the details in the server's log under run {run.Id}.");
            Log.RunFailed(logger, run.Id, exception);
        }
    }

    // Until it is done, or nobody wants it any more: whoever closes or erases a project says so in the run's row alone.
    private async Task FollowAsync(TrainingRun run, Task round, LatestProgress progress, CancellationTokenSource stop)
    {
        var started = time.GetTimestamp();
        while (!round.IsCompleted && !stop.IsCancellationRequested)
        {
            await Task.WhenAny(round, Task.Delay(ProgressEvery, time, stop.Token));
            if (!round.IsCompleted && !await line.IsWantedAsync(run, CancellationToken.None))
                await stop.CancelAsync();
            if (round.IsCompleted || stop.IsCancellationRequested || progress.Take() is not { } latest)
                continue;
            var elapsed = time.GetElapsedTime(started).TotalSeconds;
            double? eta = latest.Fraction > .05 ? elapsed * (1 - latest.Fraction) / latest.Fraction : null;
            await line.ReportAsync(run, latest.Stage, latest.Fraction, eta, CancellationToken.None);
        }
    }
}
