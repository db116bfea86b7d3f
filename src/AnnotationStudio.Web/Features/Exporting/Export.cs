using System.Buffers;

namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>A file that is ready to be written.</summary>
public sealed class Export
{
    private readonly RowSource _rows;
    private readonly ExportFormat _format;

    internal Export(RowSource rows, ExportFormat format, string fileName) => (_rows, _format, FileName) = (rows, format, fileName);

    public string FileName { get; }

    public string ContentType => _format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";

    /// <summary>Hands the file over in pieces of whole rows; how many rows it has.</summary>
    public async Task<int> WriteAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        var csv = _format == ExportFormat.Csv ? new CsvWriter(await _rows.ColumnsAsync(ct)) : null;
        csv?.WriteHeader(bytes);
        var count = 0;
        await foreach (var page in _rows.ReadAsync(ct))
        {
            if (csv is null)
                JsonLinesWriter.Write(page, bytes);
            else
                csv.Write(page, bytes);
            await write(bytes.WrittenMemory, ct);
            bytes.ResetWrittenCount();
            count += page.Count;
        }

        if (bytes.WrittenCount > 0)
            await write(bytes.WrittenMemory, ct);
        return count;
    }
}
