using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Writes one protobuf message field by field: as much of the format as an ONNX file needs.</summary>
/// <remarks>
/// Large arrays and messages inside messages are kept as parts, by reference, and copied once at the end: a file of 30 MB would otherwise be held five times.
/// Source: the protobuf encoding guide. The same calls write the same bytes.
/// </remarks>
internal sealed class ProtobufWriter
{
    private const int VarintWire = 0;
    private const int BytesWire = 2;
    private readonly List<Part> _parts = [];
    private readonly ArrayBufferWriter<byte> _open = new();

    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)((field << 3) | VarintWire));
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Begin(field, value.Length);
        _open.Write(value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds numbers as their bytes; they must not change until the message is written.</summary>
    public ProtobufWriter Floats(int field, ReadOnlyMemory<float> values)
    {
        Begin(field, values.Length * sizeof(float));
        Close();
        _parts.Add(new Part(default, values));
        return this;
    }

    public ProtobufWriter Message(int field, ProtobufWriter message)
    {
        message.Close();
        Begin(field, message._parts.Sum(part => part.Bytes.Length));
        return Fields(message);
    }

    /// <summary>Adds the fields of another message to this one.</summary>
    public ProtobufWriter Fields(ProtobufWriter message)
    {
        message.Close();
        Close();
        _parts.AddRange(message._parts);
        return this;
    }

    /// <summary>Hands the message over piece by piece.</summary>
    public void CopyTo(Action<ReadOnlySpan<byte>> write)
    {
        Close();
        foreach (var part in _parts)
            write(part.Bytes);
    }

    /// <summary>The whole message.</summary>
    public byte[] ToArray()
    {
        Close();
        var whole = new byte[_parts.Sum(part => part.Bytes.Length)];
        var at = 0;
        foreach (var part in _parts)
        {
            part.Bytes.CopyTo(whole.AsSpan(at));
            at += part.Bytes.Length;
        }

        return whole;
    }

    private void Begin(int field, int length)
    {
        Varint((ulong)((field << 3) | BytesWire));
        Varint((ulong)length);
    }

    private void Close()
    {
        if (_open.WrittenCount == 0)
            return;
        _parts.Add(new Part(_open.WrittenSpan.ToArray(), default));
        _open.ResetWrittenCount();
    }

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        _open.Write(bytes[..length]);
    }

    private readonly struct Part(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<float> floats)
    {
        public ReadOnlySpan<byte> Bytes => floats.IsEmpty ? bytes.Span : MemoryMarshal.AsBytes(floats.Span);
    }
}
