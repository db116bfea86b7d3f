using System.Threading.Channels;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>Does the simulations that wait, one at a time, in the background; rests while a training computes.</summary>
internal sealed class SimulationWorker(StudioStore store, SimulationLine line, SimulationWork work, StudioEvents events, TimeProvider time, ILogger<SimulationWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = events.Subscribe(change =>
        {
            if (change.What == Happening.SimulationChanged)
                _bell.Writer.TryWrite(true);
        });
        try
        {
            await line.RecoverAsync(stoppingToken);
            _bell.Writer.TryWrite(true);
            while (await _bell.Reader.ReadAsync(stoppingToken))
                while (await line.ClaimAsync(stoppingToken) is { } run)
                    await RunAsync(run, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunAsync(SimulationRun run, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var turn = new ManualResetEventSlim(true);
        var fraction = 0.0;
        try
        {
            await using var db = await store.ReadAsync(ct);
            var computing = TrainingThread.RunAsync(() => work.Run(run, db, Report, stop.Token));
            await FollowAsync(run, computing, () => Volatile.Read(ref fraction), turn, stop);
            await line.SucceedAsync(run, await computing);
            Log.Simulated(logger, run.ProjectId, run.Strategies.Count, run.Seeds, time.GetElapsedTime(started).TotalSeconds);
        }
        catch (OperationCanceledException)
        {
            await line.EndAsync(run, ct.IsCancellationRequested ? RunState.Queued : RunState.Cancelled, null);
        }
        catch (ArgumentException exception)
        {
            await line.EndAsync(run, RunState.Failed, exception.Message);
        }
#pragma warning disable CA1031 // the worker's edge: a failed simulation says so, and the next one gets its turn
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await line.EndAsync(run, RunState.Failed, $"The simulation failed ({exception.GetType().Name}). Nothing else is affected. An admin finds the details in the server's log under simulation {run.Id}.");
            Log.SimulationFailed(logger, run.Id, exception);
        }

        // Between two evaluations the computing waits for its turn.
        void Report(double done)
        {
            Volatile.Write(ref fraction, done);
            turn.Wait(stop.Token);
        }
    }

    private async Task FollowAsync(SimulationRun run, Task computing, Func<double> fraction, ManualResetEventSlim turn, CancellationTokenSource stop)
    {
        var (worked, last, told) = (TimeSpan.Zero, time.GetTimestamp(), 0.0);
        while (!computing.IsCompleted)
        {
            await Task.WhenAny(computing, Task.Delay(Look, time, stop.Token));
            if (computing.IsCompleted)
                break;
            var (isWanted, mustRest) = await line.LookAsync(run.Id, CancellationToken.None);
            if (!isWanted)
                await stop.CancelAsync();
            worked += turn.IsSet ? time.GetElapsedTime(last) : TimeSpan.Zero;
            last = time.GetTimestamp();
            if (mustRest && isWanted)
                turn.Reset();
            else
                turn.Set();
            if (fraction() is var done && done > told && isWanted)
                await line.ReportAsync(run, told = done, done > .02 ? worked.TotalSeconds * (1 - done) / done : null, CancellationToken.None);
        }
    }
}
