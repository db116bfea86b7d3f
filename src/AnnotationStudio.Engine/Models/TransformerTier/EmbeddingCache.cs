using System.Numerics;
using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;
using Microsoft.Win32.SafeHandles;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Embeddings of items by one encoder, kept in a side file that can be made anew at any time.</summary>
/// <remarks>
/// A header (magic, encoder stamp, dimension, checksum), then records of one length: item, embedding in half precision, checksum. Records are only added, or
/// wiped in place. On opening every record is checked; a cut-off end and records that do not check are as if never written. In memory 30 bytes or so an item:
/// embeddings are read from the file. Safe to share.
/// </remarks>
public sealed class EmbeddingCache : IDisposable
{
    private const ulong Magic = 0x31304D4245535341; // "ASSEBM01", little-endian
    private const int HeaderBytes = 56;
    private const int RecordsOfRead = 512;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _records = [];
    private readonly SafeFileHandle _file;
    private readonly int _recordBytes;
    private int _count;

    private EmbeddingCache(SafeFileHandle file, int dimension) =>
        (_file, Dimension, _recordBytes) = (file, dimension, 8 + ((dimension * 2 + 7) / 8 * 8) + 8);

    /// <summary>Numbers in an embedding.</summary>
    public int Dimension { get; }

    /// <summary>How many items have an embedding.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    /// <summary>Opens the side file; makes it anew when it is missing, no such file, damaged at its head, or of another encoder.</summary>
    /// <param name="path">The side file.</param>
    /// <param name="stamp">The encoder whose embeddings are wanted.</param>
    /// <param name="dimension">Numbers in its embeddings.</param>
    /// <exception cref="IOException">Another process has the file open, or the disk fails.</exception>
    public static EmbeddingCache Open(string path, EncoderStamp stamp, int dimension)
    {
        var cache = new EmbeddingCache(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete), dimension);
        var header = Header(stamp, dimension);
        var found = new byte[HeaderBytes];
        if (RandomAccess.Read(cache._file, found, 0) == HeaderBytes && found.AsSpan().SequenceEqual(header))
        {
            cache.ReadRecords();
            return cache;
        }

        RandomAccess.SetLength(cache._file, 0);
        RandomAccess.Write(cache._file, header, 0);
        return cache;
    }

    /// <summary>Whether an item has an embedding.</summary>
    public bool Holds(long item)
    {
        lock (_lock)
        {
            return _records.ContainsKey(item);
        }
    }

    /// <summary>Writes an item's embedding into <paramref name="into"/>.</summary>
    /// <returns>False when there is none, or its record is damaged: compute it anew.</returns>
    public bool TryRead(long item, Span<Half> into)
    {
        var record = new byte[_recordBytes];
        lock (_lock)
        {
            if (!_records.TryGetValue(item, out var number))
                return false;
            if (RandomAccess.Read(_file, record, Place(number)) != record.Length || !IsWhole(record) || BitConverter.ToInt64(record) != item)
            {
                _records.Remove(item);
                return false;
            }
        }

        MemoryMarshal.Cast<byte, Half>(record.AsSpan(8, Dimension * 2)).CopyTo(into);
        return true;
    }

    /// <summary>Keeps the embeddings of items; those that have one already are left as they are.</summary>
    /// <param name="items">Numbers above 0.</param>
    /// <param name="rows">One row for each item, of this dimension.</param>
    public void Append(IReadOnlyList<long> items, EmbeddingMatrix rows)
    {
        if (rows.Rows != items.Count || rows.Width != Dimension)
            throw new ArgumentException($"{rows.Rows} × {rows.Width} embeddings for {items.Count} items of {Dimension} numbers.", nameof(rows));
        lock (_lock)
        {
            var bytes = new byte[items.Count * _recordBytes];
            var (fresh, first) = (0, _count);
            for (var row = 0; row < items.Count; row++)
            {
                if (!_records.TryAdd(items[row], first + fresh))
                    continue;
                var record = bytes.AsSpan(fresh++ * _recordBytes, _recordBytes);
                BitConverter.TryWriteBytes(record, items[row]);
                MemoryMarshal.AsBytes(rows[row]).CopyTo(record[8..]);
                BitConverter.TryWriteBytes(record[^8..], Checksum(record[..^8]));
            }

            RandomAccess.Write(_file, bytes.AsSpan(0, fresh * _recordBytes), Place(first));
            _count += fresh;
        }
    }

    /// <summary>Wipes the embeddings of all items but those that are there, from the file too.</summary>
    /// <returns>How many were wiped.</returns>
    public int Keep(IReadOnlySet<long> items)
    {
        lock (_lock)
        {
            var gone = _records.Where(record => !items.Contains(record.Key)).ToList();
            var nothing = new byte[_recordBytes];
            foreach (var (item, number) in gone)
            {
                RandomAccess.Write(_file, nothing, Place(number));
                _records.Remove(item);
            }

            if (gone.Count > 0)
                RandomAccess.FlushToDisk(_file);
            return gone.Count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void ReadRecords()
    {
        var whole = (RandomAccess.GetLength(_file) - HeaderBytes) / _recordBytes;
        var bytes = new byte[RecordsOfRead * _recordBytes];
        for (long first = 0; first < whole; first += RecordsOfRead)
        {
            var read = RandomAccess.Read(_file, bytes, Place((int)first));
            for (var at = 0; at + _recordBytes <= read && first + (at / _recordBytes) < whole; at += _recordBytes)
            {
                var record = bytes.AsSpan(at, _recordBytes);
                if (IsWhole(record) && BitConverter.ToInt64(record) is > 0 and var item)
                    _records[item] = (int)first + (at / _recordBytes);
            }
        }

        _count = (int)whole;
        RandomAccess.SetLength(_file, Place(_count));
    }

    private long Place(int record) => HeaderBytes + ((long)record * _recordBytes);

    private static bool IsWhole(ReadOnlySpan<byte> record) => BitConverter.ToUInt64(record[^8..]) == Checksum(record[..^8]);

    // Two CRC-32C with different beginnings; a wiped record, all zeros, does not check.
    private static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (0xFFFFFFFFu, 0x9E3779B9u);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            (low, high) = (BitOperations.Crc32C(low, word), BitOperations.Crc32C(high, BitOperations.RotateLeft(word, 17)));
        return ((ulong)high << 32) | low;
    }

    private static byte[] Header(EncoderStamp stamp, int dimension)
    {
        var header = new byte[HeaderBytes];
        BitConverter.TryWriteBytes(header, Magic);
        stamp.Bytes().CopyTo(header, 8);
        BitConverter.TryWriteBytes(header.AsSpan(40), (long)dimension);
        BitConverter.TryWriteBytes(header.AsSpan(48), Checksum(header.AsSpan(0, 48)));
        return header;
    }
}
