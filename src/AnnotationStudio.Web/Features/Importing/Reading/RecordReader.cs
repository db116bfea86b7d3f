using System.Buffers;
using System.Text;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The records of separated values, one at a time: fields unquoted, line breaks inside quotes kept. Holds one record and never more than the longest allowed.</summary>
/// <remarks>
/// Written here because a bad row must be named and the next one still be read: the readers of packages either hold all that follows an open quote
/// in memory, or stop.
/// </remarks>
internal sealed class RecordReader(LineReader lines, byte delimiter, int longestRow)
{
    private static readonly byte[] _newline = "\n"u8.ToArray();
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly List<int> _ends = [];
    private byte _delimiter = delimiter;
    private bool _inQuotes;

    /// <summary>From 1, the header included.</summary>
    public long Number { get; private set; }

    /// <summary>What makes the record unreadable, or null.</summary>
    public RawRow? Problem { get; private set; }

    public int FieldCount => _ends.Count;

    public bool IsBlank => _ends.Count == 1 && Bytes(0).IndexOfAnyExcept((byte)' ') < 0;

    public string Field(int index) => Encoding.UTF8.GetString(Bytes(index));

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        _bytes.Clear();
        _ends.Clear();
        _inQuotes = false;
        var isTooLong = false;
        var any = false;
        while (await lines.ReadAsync(ct))
        {
            any = true;
            isTooLong |= lines.IsTooLong || _bytes.WrittenCount > longestRow;
            // A record that is too long is still followed to its end, so that the next one begins where it should.
            if (isTooLong)
                _bytes.Clear();
            Split(lines.Line.Span);
            if (!_inQuotes)
                break;
            _bytes.Write(_newline);
        }

        if (any)
            Number++;
        Problem = !any ? null
            : _inQuotes ? RawRow.Rejected(Number, "A quote opens and never closes", "Close it; the rows after it cannot be told apart")
            : RowBytes.Check(Number, isTooLong ? [] : _bytes.WrittenSpan, isTooLong, longestRow);
        return any;
    }

    private ReadOnlySpan<byte> Bytes(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1] + 1;
        return _bytes.WrittenSpan[start.._ends[index]];
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        if (Number == 0 && !_inQuotes)
            GuessDelimiter(line);
        var at = 0;
        var atFieldStart = !_inQuotes;
        while (true)
        {
            if (atFieldStart && at < line.Length && line[at] == '"')
            {
                _inQuotes = true;
                at++;
            }

            if (_inQuotes && !TryQuoted(line, ref at))
                return;
            // Unquoted, or what follows a closing quote before the next delimiter, which is kept as it stands.
            var length = line[at..].IndexOf(_delimiter);
            var rest = length < 0 ? line[at..].TrimEnd((byte)'\r') : line.Slice(at, length);
            _bytes.Write(rest);
            _ends.Add(_bytes.WrittenCount);
            if (length < 0)
                return;
            // Keeps halves of characters in neighbouring fields apart, and the count of bytes true.
            _bytes.Write([_delimiter]);
            at += length + 1;
            atFieldStart = true;
        }
    }

    // Copies up to the closing quote; false when the line ends first.
    private bool TryQuoted(ReadOnlySpan<byte> line, ref int at)
    {
        while (true)
        {
            var quote = line[at..].IndexOf((byte)'"');
            _bytes.Write(quote < 0 ? line[at..] : line.Slice(at, quote));
            if (quote < 0)
                return false;
            at += quote + 1;
            if (at >= line.Length || line[at] != '"')
            {
                _inQuotes = false;
                return true;
            }

            _bytes.Write("\""u8);
            at++;
        }
    }

    // Spreadsheets of half the world write semicolons: a header without a comma but with semicolons says so.
    private void GuessDelimiter(ReadOnlySpan<byte> header)
    {
        if (_delimiter == ',' && !header.Contains((byte)',') && header.Contains((byte)';'))
            _delimiter = (byte)';';
    }
}
