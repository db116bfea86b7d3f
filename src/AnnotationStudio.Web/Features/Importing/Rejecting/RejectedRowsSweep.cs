using System.Threading.Channels;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Deletes lists of rejected rows: soon after their import was undone or their project erased, and otherwise when they are old.</summary>
internal sealed class RejectedRowsSweep(RejectedRowsFolder folder, StudioStore store, StudioEvents events, TimeProvider time, ILogger<RejectedRowsSweep> logger) : BackgroundService
{
    private static readonly TimeSpan _glance = TimeSpan.FromHours(1);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = events.Subscribe(change =>
        {
            if (change.What is Happening.ItemsChanged or Happening.ProjectChanged)
                _bell.Writer.TryWrite(true);
        });
        try
        {
            while (true)
            {
                await SweepAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the next start goes on.
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_bell.Reader.ReadAsync(limit.Token).AsTask(), Task.Delay(_glance, time, limit.Token));
        await limit.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        try
        {
            var lists = folder.All();
            if (lists.Count == 0)
                return;
            await using var db = await store.ReadAsync(ct);
            var wanted = (await db.Imports.Where(import => import.State != ImportState.Undone).Select(import => import.Id).ToListAsync(ct)).ToHashSet();
            foreach (var (importId, isOver) in lists)
                if (isOver || !wanted.Contains(importId))
                    folder.Delete(importId);
        }
#pragma warning disable CA1031 // a list that cannot be deleted now must not stop the server; the next sweep tries again
        catch (Exception exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.SweepFailed(logger, exception);
        }
    }
}
