using System.Text;

namespace AnnotationStudio.Web.Tests.Importing;

/// <summary>A file with one line that is longer than anybody wants to hold.</summary>
internal sealed class LongLineStream(string before, int letters, string after) : Stream
{
    private readonly byte[] _before = Encoding.UTF8.GetBytes(before);
    private readonly byte[] _after = Encoding.UTF8.GetBytes(after);
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var end = _before.Length + (long)letters;
        if (_at >= _before.Length && _at < end)
        {
            var length = (int)Math.Min(buffer.Length, end - _at);
            buffer[..length].Fill((byte)'x');
            _at += length;
            return length;
        }

        var rest = _at < end ? _before.AsSpan((int)_at) : _after.AsSpan((int)(_at - end));
        var copied = Math.Min(rest.Length, buffer.Length);
        rest[..copied].CopyTo(buffer);
        _at += copied;
        return copied;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
