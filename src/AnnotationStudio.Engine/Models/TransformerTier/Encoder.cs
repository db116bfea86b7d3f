using System.Numerics.Tensors;
using System.Security.Cryptography;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>A frozen pretrained encoder of the BERT family: texts in, embeddings out. Immutable, safe to share.</summary>
/// <remarks>An embedding is the mean of a text's vectors (Reimers &amp; Gurevych 2019), of length 1. Texts are cut off at <see cref="MostTokens"/>.</remarks>
public sealed class Encoder : IDisposable
{
    private const int MostRows = 64;
    private readonly EncoderSession _session;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly EncoderOptions _options;

    private Encoder(EncoderFolder folder, EncoderOptions options)
    {
        var file = EncoderFolderReader.Tokenizer(folder.Path);
        (Name, _tokenizer, _options) = (folder.Name, file.Tokenizer, options);
        MostTokens = Math.Max(2, Math.Min(options.MostTokens, folder.MostTokens ?? options.MostTokens));
        Stamp = StampOf(folder, MostTokens, _tokenizer.Settings);
        _session = new EncoderSession(folder.ModelPath, options.Threads);
    }

    /// <summary>The name of its folder.</summary>
    public string Name { get; }

    /// <summary>What decides its embeddings.</summary>
    public EncoderStamp Stamp { get; }

    /// <summary>Numbers in an embedding.</summary>
    public int Dimension => _session.Dimension;

    /// <summary>Most pieces of a text that are read, frame included.</summary>
    public int MostTokens { get; }

    /// <summary>Loads an encoder.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="InvalidDataException">It cannot be used; the message says why and what to do.</exception>
    /// <remarks>Reads the whole model once for its hash and once to load it: about half a second for 90 MB.</remarks>
    public static Encoder Open(EncoderFolder folder, EncoderOptions options)
    {
        if (folder.Problem is { } problem)
            throw new InvalidDataException($"The encoder {folder.Name} cannot be used. {problem}");
        return new Encoder(folder, options);
    }

    /// <summary>Writes the embeddings of texts, each of length 1, or all zeros where the encoder gives nothing.</summary>
    /// <param name="texts">Any texts; empty ones have an embedding too.</param>
    /// <param name="into">As many rows as texts, as wide as <see cref="Dimension"/>.</param>
    /// <param name="done">Told how many texts are done; may be null.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">The matrix has another shape.</exception>
    /// <exception cref="InvalidDataException">The model fails, or gives numbers that are not finite.</exception>
    public void Embed(IReadOnlyList<string> texts, EmbeddingMatrix into, Action<int>? done, CancellationToken ct)
    {
        if (into.Rows != texts.Count || into.Width != Dimension)
            throw new ArgumentException($"Room for {into.Rows} × {into.Width}, but there are {texts.Count} texts × {Dimension} numbers.", nameof(into));
        var pieces = Pieces(texts, ct);
        int[] order = [.. Enumerable.Range(0, texts.Count).OrderBy(text => pieces[text].Length)];
        for (var first = 0; first < order.Length;)
        {
            var count = RowsOfBatch(order, pieces, first);
            EmbedBatch(order.AsSpan(first, count), pieces, into, ct);
            first += count;
            done?.Invoke(first);
        }
    }

    /// <summary>The pieces of one text with the vector of each, row by row.</summary>
    internal (List<WordPiece> Pieces, float[] Vectors) Vectors(string text, CancellationToken ct)
    {
        var pieces = new List<WordPiece>();
        _tokenizer.Encode(text, MostTokens, pieces);
        var vectors = Array.Empty<float>();
        _session.Run(
            [.. pieces.Select(piece => (long)piece.Id)], [.. pieces.Select(_ => 1L)], pieces.Count, (all, _) => vectors = all.ToArray(), ct);
        return (pieces, vectors);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private int[][] Pieces(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var scratch = new List<WordPiece>();
        var pieces = new int[texts.Count][];
        for (var text = 0; text < pieces.Length; text++)
        {
            ct.ThrowIfCancellationRequested();
            _tokenizer.Encode(texts[text], MostTokens, scratch);
            pieces[text] = [.. scratch.Select(piece => piece.Id)];
        }

        return pieces;
    }

    // Ascending lengths: the last row of a batch is its longest.
    private int RowsOfBatch(int[] order, int[][] pieces, int first)
    {
        var count = 1;
        while (count < MostRows && first + count < order.Length && pieces[order[first + count]].Length * (count + 1) <= _options.TokensOfBatch)
            count++;
        return count;
    }

    private void EmbedBatch(ReadOnlySpan<int> rows, int[][] pieces, EmbeddingMatrix into, CancellationToken ct)
    {
        var length = pieces[rows[^1]].Length;
        var (ids, mask) = (new long[rows.Length * length], new long[rows.Length * length]);
        Array.Fill(ids, _tokenizer.Padding);
        for (var row = 0; row < rows.Length; row++)
        {
            var own = pieces[rows[row]];
            for (var at = 0; at < own.Length; at++)
                (ids[(row * length) + at], mask[(row * length) + at]) = (own[at], 1);
        }

        var texts = rows.ToArray();
        _session.Run(
            ids, mask, length,
            (vectors, width) =>
            {
                for (var row = 0; row < texts.Length; row++)
                    Pool(vectors.Slice(row * length * width, pieces[texts[row]].Length * width), into[texts[row]]);
            },
            ct);
    }

    private void Pool(ReadOnlySpan<float> vectors, Span<Half> into)
    {
        var sum = new float[into.Length];
        for (var at = 0; at < vectors.Length; at += sum.Length)
            TensorPrimitives.Add(sum, vectors.Slice(at, sum.Length), sum);
        var length = TensorPrimitives.Norm<float>(sum);
        if (!float.IsFinite(length))
            throw new InvalidDataException($"The encoder {Name} gives numbers that are not finite. Use another export of it.");
        if (length > 0)
            TensorPrimitives.Divide(sum, length, sum);
        TensorPrimitives.ConvertToHalf(sum, into);
    }

    private static EncoderStamp StampOf(EncoderFolder folder, int mostTokens, WordPieceSettings settings)
    {
        using var model = File.OpenRead(folder.ModelPath);
        var tokenizer = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.TokenizerPath)));
        var reading = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{tokenizer} {mostTokens} {settings}"));
        return new EncoderStamp(Convert.ToHexStringLower(SHA256.HashData(model)), Convert.ToHexStringLower(reading));
    }
}
