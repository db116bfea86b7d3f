namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Reads one protobuf message field by field.</summary>
internal ref struct ProtobufReader(ReadOnlyMemory<byte> message)
{
    private int _at = 0;

    /// <summary>The field just read.</summary>
    public int Field { get; private set; }

    /// <summary>Its value where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value where it is text, bytes or a message; otherwise empty.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message, or end too early.</exception>
    public bool Next()
    {
        if (_at == message.Length)
            return false;
        var tag = Varint();
        (Field, Number, Bytes) = ((int)(tag >> 3), 0, default);
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException($"Byte {_at} starts no field: this is no ONNX file.");
        }

        return true;
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - _at))
            throw new InvalidDataException($"The file is cut off, or no ONNX file: field {Field} has {length} bytes, and {message.Length - _at} are left.");
        _at += (int)length;
        return message.Slice(_at - (int)length, (int)length);
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at == message.Length)
                throw new InvalidDataException($"The file is cut off, or no ONNX file: it ends inside field {Field}.");
            var next = message.Span[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("This is no ONNX file: a number has more than 64 bits.");
    }
}
