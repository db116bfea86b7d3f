namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The lines of a file as bytes, one at a time. Holds one line and never more than the longest allowed.</summary>
internal sealed class LineReader(Stream stream, int longestLine)
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly byte[] _byteOrderMark = [0xEF, 0xBB, 0xBF];
    private byte[] _buffer = new byte[2 * ChunkBytes];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>The current line without its <c>\n</c>; valid until the next read. Empty where it was too long.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    public bool IsTooLong { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>Moves to the next line; false at the end of the file.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        var scanned = 0;
        IsTooLong = false;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(scanned + found, terminator: 1);
            scanned = _end - _start;
            if (scanned > longestLine)
            {
                IsTooLong = true;
                _start = _end = scanned = 0;
            }

            if (_isOver)
                return (scanned > 0 || IsTooLong) && Take(scanned, terminator: 0);
            await FillAsync(ct);
        }
    }

    private bool Take(int length, int terminator)
    {
        IsTooLong |= length > longestLine;
        var line = _buffer.AsMemory(_start, IsTooLong ? 0 : length);
        _start += length + terminator;
        if (++Number == 1 && line.Span.StartsWith(_byteOrderMark))
            line = line[_byteOrderMark.Length..];
        Line = line;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_buffer.Length - _end < ChunkBytes)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await stream.ReadAsync(_buffer.AsMemory(_end, ChunkBytes), ct);
        _isOver = count == 0;
        _end += count;
        BytesRead += count;
    }
}
