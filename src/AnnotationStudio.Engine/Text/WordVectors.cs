using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>What the pool taught about its own words: a vector and a frequency for each, and how they make up a text.</summary>
internal sealed class WordVectors
{
    private const float TopicSmoothing = .001f;
    private const float StyleSmoothing = .1f;
    private readonly TokenTable _table;
    private readonly ulong[] _hashes;
    private readonly float[] _vectors;
    private readonly float[] _shares;
    private readonly float[] _directions;

    private WordVectors(int dimensions, ulong[] hashes, float[] vectors, float[] shares, float[] directions)
    {
        (Dimensions, _hashes, _vectors, _shares, _directions) = (dimensions, hashes, vectors, shares, directions);
        _table = new TokenTable(hashes.Length);
        foreach (var hash in hashes)
            _table.FindOrAdd(hash);
    }

    /// <summary>Width of one embedding.</summary>
    public int Dimensions { get; }

    /// <summary>The words, by number.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes;

    /// <summary>All vectors, one behind the other.</summary>
    public ReadOnlySpan<float> Vectors => _vectors;

    /// <summary>Learns vectors, frequencies and the two directions that are taken out of every text.</summary>
    public static WordVectors Learn(Corpus corpus, FeatureSpaceOptions options, IProgress<double>? progress, CancellationToken ct)
    {
        var dimensions = Math.Clamp(corpus.Vocabulary / 3, 1, options.Dimensions);
        var vectors = new float[corpus.Vocabulary * dimensions];
        if (corpus.Vocabulary > 0)
        {
            var pairs = CoOccurrence.Count(corpus, options.Threads, ct);
            var matrix = new PpmiMatrix(pairs, options.Threads, ct);
            vectors = RandomizedSvd.Scaled(matrix, dimensions, new Random(options.Seed), options.Threads, progress, ct);
        }

        var total = Math.Max(1, corpus.Tokens.Length);
        float[] shares = [.. corpus.Counts().Select(count => (float)((double)count / total))];
        var learned = new WordVectors(dimensions, corpus.Hashes, vectors, shares, new float[2 * dimensions]);
        PrincipalDirections.Learn(learned, corpus, options.Threads, ct).CopyTo(learned._directions, 0);
        return learned;
    }

    /// <summary>The number of a token; -1 when the pool did not teach it.</summary>
    public int Find(ulong token) => _table.Find(token);

    /// <summary>How many words there are, by falling frequency.</summary>
    public int Count => _hashes.Length;

    /// <summary>The hash of a word.</summary>
    public ulong Hash(int word) => _hashes[word];

    /// <summary>How much a token weighs in the topic embedding, and in the style embedding.</summary>
    public (float Topic, float Style) Weights(int word) =>
        (TopicSmoothing / (TopicSmoothing + _shares[word]), StyleSmoothing / (StyleSmoothing + _shares[word]));

    /// <summary>A word's vector.</summary>
    public ReadOnlySpan<float> Vector(int word) => _vectors.AsSpan(word * Dimensions, Dimensions);

    /// <summary>The direction taken out of topics (0) or style (1).</summary>
    public ReadOnlySpan<float> Direction(int embedding) => _directions.AsSpan(embedding * Dimensions, Dimensions);

    /// <summary>Writes the sums of a text: all its known words and the start mark before them. A text of unknown words stays zero.</summary>
    public void Sum(List<Token> tokens, Span<float> sums)
    {
        sums.Clear();
        var known = false;
        foreach (var token in tokens)
        {
            var word = Find(token.Hash);
            if (word < 0)
                continue;
            Add(word, sums);
            known = true;
        }

        if (known && Find(NGrams.StartMark) is >= 0 and var mark)
            Add(mark, sums);
    }

    /// <summary>Adds a word to the sums of a text, topics then style.</summary>
    public void Add(int word, Span<float> sums)
    {
        var (topic, style) = Weights(word);
        var topics = sums[..Dimensions];
        var styles = sums[Dimensions..];
        TensorPrimitives.MultiplyAdd(Vector(word), topic, topics, topics);
        TensorPrimitives.MultiplyAdd(Vector(word), style, styles, styles);
    }

    /// <summary>Turns the sums of a text into its two embeddings: length 1, less the common direction, length 1 again.</summary>
    /// <remarks>
    /// Lengths and products are summed one by one in double precision: the same on every machine and in every language, where a vectorised sum
    /// depends on the width of the processor's registers. Portable models rest on it. It costs about a microsecond a text.
    /// </remarks>
    public void Finish(Span<float> sums)
    {
        for (var embedding = 0; embedding < 2; embedding++)
        {
            var part = sums.Slice(embedding * Dimensions, Dimensions);
            var direction = Direction(embedding);
            Normalize(part);
            var along = 0.0;
            for (var d = 0; d < part.Length; d++)
                along += (double)part[d] * direction[d];
            for (var d = 0; d < part.Length; d++)
                part[d] = (float)(part[d] - (along * direction[d]));
            Normalize(part);
        }
    }

    /// <summary>Scales to length 1; what is all but zero becomes zero.</summary>
    public static void Normalize(Span<float> values)
    {
        var squares = 0.0;
        foreach (var value in values)
            squares += (double)value * value;
        var length = Math.Sqrt(squares);
        if (length <= 1e-6)
        {
            values.Clear();
            return;
        }

        for (var d = 0; d < values.Length; d++)
            values[d] = (float)(values[d] / length);
    }

    public void Write(Stream stream)
    {
        RawArrays.Write<int>(stream, [Dimensions]);
        RawArrays.Write<ulong>(stream, _hashes);
        RawArrays.Write<float>(stream, _vectors);
        RawArrays.Write<float>(stream, _shares);
        RawArrays.Write<float>(stream, _directions);
    }

    public static WordVectors Read(Stream stream)
    {
        var dimensions = RawArrays.Read<int>(stream);
        var read = (Hashes: RawArrays.Read<ulong>(stream), Vectors: RawArrays.Read<float>(stream), Shares: RawArrays.Read<float>(stream), Directions: RawArrays.Read<float>(stream));
        if (dimensions is not [> 0] || read.Vectors.Length != read.Hashes.Length * dimensions[0]
            || read.Shares.Length != read.Hashes.Length || read.Directions.Length != 2 * dimensions[0])
            throw new InvalidDataException("The word vectors of this feature space are damaged.");
        return new WordVectors(dimensions[0], read.Hashes, read.Vectors, read.Shares, read.Directions);
    }
}
