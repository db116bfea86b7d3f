using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AnnotationStudio.Engine.Shapes;

/// <summary>The side file of a pool: a header (magic, committed length, checksum), then the layout, the items and the chunks.</summary>
internal static class PoolFile
{
    private const ulong Magic = 0x31304C4F4F505341; // "ASPOOL01", little-endian
    private const int HeaderBytes = 8 + 8 + 32;

    public static void Save(string path, Pool pool, List<long> items, HashSet<int> removed)
    {
        var draft = path + ".draft";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            file.Write(new byte[HeaderBytes]);
            using var hash = SHA256.Create();
            using (var body = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
                WriteBody(body, pool, items, removed);
            var length = file.Position;
            file.Position = 0;
            file.Write(BitConverter.GetBytes(Magic));
            file.Write(BitConverter.GetBytes(length));
            file.Write(hash.Hash!);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    public static (FeatureLayout Layout, long[] Items, int[] Removed, List<FeatureRows> Chunks) Open(string path, string version)
    {
        if (!File.Exists(path))
            throw new InvalidDataException("There is no pool file.");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        CheckHeader(file);
        var layout = new FeatureLayout(
            Encoding.ASCII.GetString(RawArrays.Read<byte>(file)), ReadNumber(file), ReadNumber(file), ReadNumber(file));
        if (layout.Version != version)
            throw new InvalidDataException($"The pool file is of feature version {layout.Version}, not {version}.");

        var items = RawArrays.Read<long>(file);
        var removed = RawArrays.Read<int>(file);
        var chunks = new List<FeatureRows>();
        for (var chunk = 0; chunk < Blocks.Count(items.Length, Pool.ChunkRows); chunk++)
            chunks.Add(FeatureRows.Read(file, layout));
        if (chunks.Sum(chunk => chunk.Count) != items.Length)
            throw new InvalidDataException($"{items.Length} items but {chunks.Sum(chunk => chunk.Count)} rows.");
        return (layout, items, removed, chunks);
    }

    private static void WriteBody(Stream body, Pool pool, List<long> items, HashSet<int> removed)
    {
        RawArrays.Write<byte>(body, Encoding.ASCII.GetBytes(pool.Layout.Version));
        RawArrays.Write<int>(body, [pool.Layout.WordColumns]);
        RawArrays.Write<int>(body, [pool.Layout.CharacterColumns]);
        RawArrays.Write<int>(body, [pool.Layout.Dimensions]);
        RawArrays.Write<long>(body, CollectionsMarshal.AsSpan(items));
        RawArrays.Write<int>(body, [.. removed.Order()]);
        foreach (var chunk in pool.Chunks)
            chunk.Write(body);
    }

    private static void CheckHeader(FileStream file)
    {
        var header = new byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || BitConverter.ToUInt64(header) != Magic)
            throw new InvalidDataException("This is not a pool file.");
        if (BitConverter.ToInt64(header, 8) != file.Length)
            throw new InvalidDataException($"The pool file has {file.Length} bytes where {BitConverter.ToInt64(header, 8)} were committed.");
        using var hash = SHA256.Create();
        if (!hash.ComputeHash(file).AsSpan().SequenceEqual(header.AsSpan(16)))
            throw new InvalidDataException("The pool file is damaged: its checksum does not fit.");
        file.Position = HeaderBytes;
    }

    private static int ReadNumber(Stream file) =>
        RawArrays.Read<int>(file) is [var number] ? number : throw new InvalidDataException("The pool file's layout is damaged.");
}
