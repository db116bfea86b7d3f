using System.Threading.Channels;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Reads a file and writes its rows as they come: one thread parses and hashes ahead, the store's writer takes what is ready.</summary>
public sealed class ImportPipeline(StudioStore store, SliceLimit limit, RejectedRowsFolder rejected, IOptions<ImportingOptions> options, IOptions<StudioOptions> studio)
{
    // A batch is at most so many rows or characters, and so many batches wait: this, and not the file, is what an import holds in memory.
    private const int RowsInBatch = 4_096;
    private const int CharactersInBatch = 2_000_000;
    private const int BatchesAhead = 3;

    internal async Task RunAsync(ImportUnderWay import, ImportSource source, ImportCounts counts, Action<ImportProgress> report, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var lines = new LineReader(source.Stream, options.Value.LongestRowBytes);
        using var list = rejected.Begin(import.ImportId);
        var reading = Task.Run(() => ReadAsync(lines, source, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                await WriteAsync(import, batch.Rows, counts, list, ct);
                report(new ImportProgress(batch.BytesRead, counts.Rows, counts.Accepted, counts.Duplicates, counts.Rejected));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        if (counts.Rows > 0)
            return;
        var nothing = new RejectedRow(1, "The file has no rows", "Choose another file") { RefusesFile = true };
        counts.Add(nothing);
        list.Add(nothing);
    }

    // Whatever goes wrong reaches the other end of the channel.
    private async Task ReadAsync(LineReader lines, ImportSource source, ChannelWriter<Batch> batches, CancellationToken ct)
    {
        try
        {
            await ReadRowsAsync(lines, source, batches, ct);
            batches.Complete();
        }
#pragma warning disable CA1031 // handed on, not swallowed
        catch (Exception exception)
#pragma warning restore CA1031
        {
            batches.Complete(exception);
        }
    }

    private async Task ReadRowsAsync(LineReader lines, ImportSource source, ChannelWriter<Batch> batches, CancellationToken ct)
    {
        var preparer = new RowPreparer(source.Labels, source.Use, options.Value.LongestText);
        var batch = new List<ImportRow>(RowsInBatch);
        var characters = 0;
        await foreach (var raw in RowReader.ReadAsync(lines, source.Format, source.Columns, options.Value.LongestRowBytes, ct))
        {
            var row = lines.BytesRead > studio.Value.LargestImportBytes ? TooLarge(raw.Number) : preparer.Prepare(raw);
            batch.Add(row);
            characters += row.Text.Length + (row.Meta?.Length ?? 0);
            var isLast = row.Problem is { RefusesFile: true };
            if (isLast || batch.Count == RowsInBatch || characters > CharactersInBatch)
            {
                await batches.WriteAsync(new Batch(batch, lines.BytesRead), ct);
                (batch, characters) = (new List<ImportRow>(RowsInBatch), 0);
            }

            if (isLast)
                break;
        }

        if (batch.Count > 0)
            await batches.WriteAsync(new Batch(batch, lines.BytesRead), ct);
    }

    private ImportRow TooLarge(long row) => new(row)
    {
        Problem = new RejectedRow(row, $"The file is larger than {studio.Value.LargestImportBytes / 1024.0 / 1024.0:N0} MB", "Split it, or ask an admin to raise Studio__LargestImportBytes") { RefusesFile = true },
    };

    private async Task WriteAsync(ImportUnderWay import, List<ImportRow> batch, ImportCounts counts, RejectedRowsFile list, CancellationToken ct)
    {
        for (var next = 0; next < batch.Count;)
        {
            var from = next;
            var slice = await store.WriteSliceAsync(
                db =>
                {
                    using var items = new ItemSlice(db, import);
                    return items.Write(batch, from, limit.Begin());
                },
                ct);
            counts.Add(slice);
            slice.Rejected.ForEach(list.Add);
            next = slice.Next;
        }
    }

    /// <param name="BytesRead">Of the file, up to the end of these rows.</param>
    private sealed record Batch(List<ImportRow> Rows, long BytesRead);
}
