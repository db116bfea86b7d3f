using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using AnnotationStudio.Engine.Learning;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A map with the items on it.</summary>
/// <param name="Version">Feature version that it was learned from.</param>
/// <param name="Map">Finds places for further items.</param>
/// <param name="Items">Ascending.</param>
/// <param name="Places">x and y of each item in turn, from -32,767 to 32,767.</param>
public sealed record DrawnMap(string Version, PoolMap Map, long[] Items, short[] Places)
{
    private const int Magic = 0x31574D41; // "AMW1", little-endian

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Save(string path)
    {
        using (var file = new BufferedStream(File.Create(path + ".tmp"), 1 << 20))
        {
            Span<byte> header = stackalloc byte[12];
            var version = Encoding.UTF8.GetBytes(Version);
            BinaryPrimitives.WriteInt32LittleEndian(header, Magic);
            BinaryPrimitives.WriteInt32LittleEndian(header[4..], version.Length);
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], Items.Length);
            file.Write(header);
            file.Write(version);
            file.Write(MemoryMarshal.AsBytes<long>(Items));
            file.Write(MemoryMarshal.AsBytes<short>(Places));
            Map.Save(file);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>The map that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is short, damaged or foreign: draw it anew.</exception>
    public static DrawnMap Open(string path)
    {
        using var file = new BufferedStream(File.OpenRead(path), 1 << 20);
        Span<byte> header = stackalloc byte[12];
        Fill(file, header);
        var (length, count) = (BinaryPrimitives.ReadInt32LittleEndian(header[4..]), BinaryPrimitives.ReadInt32LittleEndian(header[8..]));
        if (BinaryPrimitives.ReadInt32LittleEndian(header) != Magic || length is < 0 or > 1_000 || count is < 0 or > MapShelf.MostItems)
            throw new InvalidDataException("This is not a map of a project's items.");
        var version = new byte[length];
        var (items, places) = (new long[count], new short[2 * count]);
        Fill(file, version);
        Fill(file, MemoryMarshal.AsBytes(items.AsSpan()));
        Fill(file, MemoryMarshal.AsBytes(places.AsSpan()));
        return new DrawnMap(Encoding.UTF8.GetString(version), PoolMap.Load(file), items, places);
    }

    private static void Fill(Stream file, Span<byte> bytes)
    {
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("The map ends too early.");
    }
}
