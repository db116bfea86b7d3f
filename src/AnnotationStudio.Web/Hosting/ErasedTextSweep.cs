using System.Threading.Channels;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Makes erased text go from the database's write-ahead log too, soon after it was erased; and at a start, for what a crash left there.</summary>
internal sealed class ErasedTextSweep(StudioStore store, StudioEvents events, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = events.Subscribe(change =>
        {
            if (change.What == Happening.TextErased)
                _bell.Writer.TryWrite(true);
        });
        _bell.Writer.TryWrite(true);
        try
        {
            while (await _bell.Reader.ReadAsync(stoppingToken))
                while (!await store.TruncateLogAsync(stoppingToken))
                    await Task.Delay(Pause, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; SQLite empties the log as the last connection closes.
        }
    }
}
