using System.Security.Cryptography;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>The frozen featurizer of one feature version: what a pool taught about its words, and how a text becomes a row.</summary>
/// <remarks>Immutable and safe to share. About 30 MB for a pool of 100,000 news items.</remarks>
public sealed class FeatureSpace
{
    private const ulong Magic = 0x3230304543415053; // "SPACE002", little-endian
    private readonly ColumnMap _words;
    private readonly ColumnMap? _characters;
    private readonly WordVectors _vectors;

    internal FeatureSpace(ColumnMap words, ColumnMap? characters, WordVectors vectors)
    {
        (_words, _characters, _vectors) = (words, characters, vectors);
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            WriteBody(sink);
        Layout = new FeatureLayout(Convert.ToHexStringLower(hash.Hash!.AsSpan(0, 16)), words.Width, characters?.Width ?? 0, vectors.Dimensions);
    }

    /// <summary>What a row looks like, and the hash that names this version.</summary>
    public FeatureLayout Layout { get; }

    /// <summary>Hash of everything learned, 32 hexadecimal digits: the feature version.</summary>
    public string Version => Layout.Version;

    internal ColumnMap Words => _words;

    internal ColumnMap? Characters => _characters;

    internal WordVectors Vectors => _vectors;

    /// <summary>A feature space learned from a pool.</summary>
    /// <param name="texts">The pool's texts; read once, never held all together.</param>
    /// <param name="count">How many there are, as nearly as is known: it decides on the sample and on the characters block.</param>
    /// <param name="options">Seed, threads and limits; null for the defaults.</param>
    /// <param name="progress">Share of the work that is done, 0 to 1.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <remarks>The same texts in the same order and the same seed give the same space on any number of threads. 100,000 texts of 200 characters: see DECISIONS.md.</remarks>
    public static FeatureSpace Learn(
        IEnumerable<string> texts, int count, FeatureSpaceOptions? options = null,
        IProgress<double>? progress = null, CancellationToken ct = default) =>
        new FeatureSpaceLearner(count, options ?? new FeatureSpaceOptions(), progress).Learn(texts, ct);

    /// <summary>The texts with their features, row by row.</summary>
    /// <param name="texts">Any texts; a text of unknown words gets an empty row.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public TextBatch Featurize(IReadOnlyList<string> texts, int threads = 1, CancellationToken ct = default) =>
        new(texts, new Featurizer(_words, _characters, _vectors, Layout).Rows(texts, threads, ct));

    /// <summary>Writes everything <see cref="Load"/> needs. The same space writes the same bytes.</summary>
    public void Save(Stream stream)
    {
        stream.Write(BitConverter.GetBytes(Magic));
        stream.Write(Convert.FromHexString(Version));
        WriteBody(stream);
    }

    /// <summary>The feature space that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream does not hold a feature space, or a damaged one.</exception>
    public static FeatureSpace Load(Stream stream)
    {
        var header = new byte[24];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || BitConverter.ToUInt64(header) != Magic)
            throw new InvalidDataException("This is not a feature space.");
        var words = ColumnMap.Read(stream);
        var characters = RawArrays.Read<byte>(stream) is [1] ? ColumnMap.Read(stream) : null;
        var space = new FeatureSpace(words, characters, WordVectors.Read(stream));
        if (space.Version != Convert.ToHexStringLower(header.AsSpan(8)))
            throw new InvalidDataException("This feature space is damaged: its checksum does not fit.");
        return space;
    }

    private void WriteBody(Stream stream)
    {
        _words.Write(stream);
        RawArrays.Write<byte>(stream, [(byte)(_characters is null ? 0 : 1)]);
        _characters?.Write(stream);
        _vectors.Write(stream);
    }
}
