using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The words that have a vector of their own, numbered from 1; all others are 0, whose vector is zero: their characters speak for them.</summary>
internal sealed class Vocabulary
{
    private readonly TokenTable _table;

    /// <param name="hashes">Distinct; the word at index i gets number i + 1.</param>
    public Vocabulary(ulong[] hashes)
    {
        Hashes = hashes;
        _table = new TokenTable(hashes.Length);
        foreach (var hash in hashes)
            _table.FindOrAdd(hash);
    }

    public ulong[] Hashes { get; }

    /// <summary>How many numbers there are, 0 included.</summary>
    public int Count => Hashes.Length + 1;

    /// <summary>The number of a lower-cased word; 0 when it is not known.</summary>
    public int Number(ulong hash) => _table.Find(hash) + 1;

    /// <summary>The words of the labelled texts, in the order of their appearance, then the pool's most frequent words.</summary>
    /// <remarks>A pool's words come by falling frequency, and only those seen in two texts. What no label taught keeps the vector that the pool gave it.</remarks>
    public static Vocabulary Of(IReadOnlyList<string> labelled, WordVectors? pool, int poolWords)
    {
        var table = new TokenTable();
        table.FindOrAdd(NGrams.StartMark);
        var tokens = new List<Token>();
        foreach (var text in labelled)
        {
            Tokenizer.Tokenize(text, tokens);
            foreach (var token in tokens)
                table.FindOrAdd(token.Hash);
        }

        for (var word = 0; pool is not null && word < Math.Min(poolWords, pool.Count); word++)
            table.FindOrAdd(pool.Hash(word));
        return new Vocabulary([.. Enumerable.Range(0, table.Count).Select(table.Key)]);
    }
}
