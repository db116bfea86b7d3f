using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AnnotationStudio.Engine.Shapes;

/// <summary>Arrays of plain numbers as length and little-endian bytes.</summary>
internal static class RawArrays
{
    private const int SliceBytes = 1 << 20;

    /// <summary>Writes the length (32 bits), then the numbers.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, values.Length);
        stream.Write(length);
        stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream ends before the array does.</exception>
    public static unsafe T[] Read<T>(Stream stream)
        where T : unmanaged
    {
        Span<byte> length = stackalloc byte[4];
        Fill(stream, length);
        var count = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (count < 0 || (stream.CanSeek && (long)count * sizeof(T) > stream.Length - stream.Position))
            throw new InvalidDataException($"An array of {count} does not fit into what is left of the file.");

        // A damaged length must not reserve gigabytes, so a stream of unknown length is read in slices.
        var values = LastingArrays.Of<T>(stream.CanSeek ? count : Math.Min(count, SliceBytes / sizeof(T)));
        for (var filled = 0; filled < count;)
        {
            if (filled == values.Length)
                LastingArrays.Grow(ref values, filled, (int)Math.Min(count, (long)values.Length * 2));
            Fill(stream, MemoryMarshal.AsBytes(values.AsSpan(filled)));
            filled = values.Length;
        }

        return values;
    }

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("The file ends too early.");
    }
}
