using System.Threading.Channels;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Applies a consensus that a lead has just chosen, without waiting for the next round; rounds apply it by themselves.</summary>
internal sealed class ConsensusWorker(StudioStore store, StudioEvents events, PoolKeeper pools, ConsensusWork work, ILogger<ConsensusWorker> logger) : BackgroundService
{
    private readonly Channel<int> _changed = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<int, ConsensusGround> _applied = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = events.Subscribe(change =>
        {
            if (change.What == Happening.ProjectChanged)
                _changed.Writer.TryWrite(change.ProjectId);
        });
        try
        {
            await foreach (var projectId in _changed.Reader.ReadAllAsync(stoppingToken))
                await ApplyAsync(projectId, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task ApplyAsync(int projectId, CancellationToken ct)
    {
        try
        {
            await using var db = await store.ReadAsync(ct);
            // A new name or member changes nothing about it.
            if (ConsensusGround.Find(db, projectId) is not { } ground || _applied.GetValueOrDefault(projectId) == ground)
                return;
            using (await pools.TakeTurnAsync(ct))
                await work.ApplyAsync(projectId, ct);
            _applied[projectId] = ground;
        }
#pragma warning disable CA1031 // the edge of the worker: items stay as they are, and the next round tries again
        catch (Exception exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.ConsensusFailed(logger, projectId, exception);
        }
    }
}
