using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Shapes;

/// <summary>Growing rows of features of one feature version: a words block, a characters block and two embeddings for each text.</summary>
/// <param name="layout">What a row looks like and which featurizer made it.</param>
/// <param name="isLasting">Whether they live as long as a pool: <see cref="LastingArrays"/>.</param>
/// <remarks>The blocks of a row have length 1 each, or 0 where nothing of the text is known. One writer at a time; no reading while a row is appended.</remarks>
public sealed class FeatureRows(FeatureLayout layout, bool isLasting = false)
{
    private Half[] _embeddings = [];

    /// <summary>What a row looks like and which featurizer made it.</summary>
    public FeatureLayout Layout { get; } = layout;

    /// <summary>How many rows there are.</summary>
    public int Count => Words.Count;

    /// <summary>Word 1- and 2-grams.</summary>
    public SparseRows Words { get; private set; } = new(isLasting);

    /// <summary>Character 3- to 5-grams; rows without entries when the layout has no such block.</summary>
    public SparseRows Characters { get; private set; } = new(isLasting);

    /// <summary>The labels whose rules match each row; null while nobody has looked, shorter than the rows while somebody has not looked at all of them.</summary>
    /// <remarks>Rules change with the labels, so this block belongs to no feature version and is never written to a file.</remarks>
    public RuleBlock? Matches { get; internal set; }

    /// <summary>Numbers in the two embeddings of a row together: 2 × dimensions.</summary>
    public int EmbeddingWidth => 2 * Layout.Dimensions;

    /// <summary>The row's two embeddings one behind the other: topics (E1), then style (E100).</summary>
    public ReadOnlySpan<Half> Embedding(int row) => _embeddings.AsSpan(row * EmbeddingWidth, EmbeddingWidth);

    /// <summary>Writes the row's two embeddings as single precision numbers.</summary>
    public void Embedding(int row, Span<float> into) => TensorPrimitives.ConvertToSingle(Embedding(row), into);

    /// <summary>Adds a row at the end.</summary>
    /// <exception cref="ArgumentException">The embedding has another width than the layout says.</exception>
    public void Append(
        ReadOnlySpan<int> words, ReadOnlySpan<Half> wordWeights,
        ReadOnlySpan<int> characters, ReadOnlySpan<Half> characterWeights, ReadOnlySpan<Half> embedding)
    {
        if (embedding.Length != EmbeddingWidth)
            throw new ArgumentException($"An embedding of {embedding.Length} numbers where the layout has {EmbeddingWidth}.", nameof(embedding));
        var needed = (Count + 1) * EmbeddingWidth;
        if (needed > _embeddings.Length)
            Resize(Math.Max(needed, Math.Max(16 * EmbeddingWidth, _embeddings.Length + (_embeddings.Length / 2))));
        embedding.CopyTo(_embeddings.AsSpan(Count * EmbeddingWidth));
        Characters.Append(characters, characterWeights);
        Words.Append(words, wordWeights);
    }

    /// <summary>Adds a copy of one row of others of the same version.</summary>
    /// <exception cref="ArgumentException">The rows are of another feature version.</exception>
    public void Append(FeatureRows other, int row)
    {
        if (other.Layout != Layout)
            throw new ArgumentException($"Features of version {other.Layout.Version} where {Layout.Version} is kept.", nameof(other));
        if (other.Matches is { } matches && row < matches.Rows.Count)
            AppendMatches(matches, row);
        Append(other.Words.Columns(row), other.Words.Weights(row), other.Characters.Columns(row), other.Characters.Weights(row), other.Embedding(row));
    }

    // Rows behind one without matches are left for whoever looks next.
    private void AppendMatches(RuleBlock other, int row)
    {
        if (Count == 0)
            Matches = new RuleBlock(other.Version, new SparseRows());
        if (Matches?.Version == other.Version && Matches.Rows.Count == Count)
            Matches.Rows.Append(other.Rows.Columns(row), other.Rows.Weights(row));
    }

    /// <summary>Makes room for further rows at once, so that adding them copies nothing twice.</summary>
    internal void Reserve(int rows, int wordEntries, int characterEntries)
    {
        Words.Reserve(wordEntries);
        Characters.Reserve(characterEntries);
        var needed = (Count + rows) * EmbeddingWidth;
        if (needed > _embeddings.Length)
            Resize(Math.Max(needed, _embeddings.Length + (_embeddings.Length / 8)));
    }

    private void Resize(int capacity)
    {
        if (isLasting)
            LastingArrays.Grow(ref _embeddings, Count * EmbeddingWidth, capacity);
        else
            Array.Resize(ref _embeddings, capacity);
    }

    /// <summary>Writes all rows.</summary>
    internal void Write(Stream stream)
    {
        Words.Write(stream);
        Characters.Write(stream);
        RawArrays.Write<Half>(stream, _embeddings.AsSpan(0, Count * EmbeddingWidth));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The blocks do not fit each other or the layout.</exception>
    internal static FeatureRows Read(Stream stream, FeatureLayout layout)
    {
        var rows = new FeatureRows(layout, isLasting: true)
        {
            Words = SparseRows.Read(stream, layout.WordColumns),
            Characters = SparseRows.Read(stream, layout.CharacterColumns),
            _embeddings = RawArrays.Read<Half>(stream),
        };
        if (rows.Characters.Count != rows.Count || rows._embeddings.Length != rows.Count * rows.EmbeddingWidth)
            throw new InvalidDataException($"{rows.Count} rows of words, {rows.Characters.Count} of characters, {rows._embeddings.Length} embedding numbers.");
        return rows;
    }
}
