using System.Runtime.InteropServices;

namespace AnnotationStudio.Engine.Text;

/// <summary>The token sequences that word vectors are learned from: all texts of a small pool, a seeded sample of a large one.</summary>
internal sealed class PoolSample(int expected, int most, Random random)
{
    // Twice the 256 tokens of the recipe, because tokens seen in a single text are dropped only later.
    private const int TextCap = 512;
    private readonly TokenTable _table = new();
    private readonly List<int> _tokens = [];
    private readonly List<int> _ends = [];
    private int _left = expected;

    /// <summary>Number of texts kept.</summary>
    public int Count => _ends.Count;

    /// <summary>Offers the next text: kept with the chance that makes the sample uniform (Knuth's selection sampling).</summary>
    public void Offer(ReadOnlySpan<ulong> hashes)
    {
        var wanted = most - Count;
        if (_left > 0 && wanted > 0 && (wanted >= _left || random.NextDouble() * _left < wanted))
        {
            foreach (var hash in hashes[..Math.Min(hashes.Length, TextCap)])
                _tokens.Add(_table.FindOrAdd(hash));
            _ends.Add(_tokens.Count);
        }

        _left--;
    }

    /// <summary>The sample over the tokens seen in at least two of its texts, numbered by falling frequency.</summary>
    /// <remarks>Frequent tokens get low numbers so that the hot rows of the decomposition lie together in the cache.</remarks>
    public Corpus Close()
    {
        var (documents, counts) = Frequencies();
        var kept = Enumerable.Range(0, _table.Count).Where(token => documents[token] >= 2)
            .OrderByDescending(token => counts[token]).ThenBy(token => token).ToArray();
        var renumbered = new int[_table.Count];
        Array.Fill(renumbered, -1);
        for (var i = 0; i < kept.Length; i++)
            renumbered[kept[i]] = i;
        return Corpus.Of(CollectionsMarshal.AsSpan(_tokens), CollectionsMarshal.AsSpan(_ends), renumbered, [.. kept.Select(token => _table.Key(token))]);
    }

    private (int[] Documents, int[] Counts) Frequencies()
    {
        var documents = new int[_table.Count];
        var counts = new int[_table.Count];
        var last = new int[_table.Count];
        var at = 0;
        for (var text = 0; text < _ends.Count; text++)
        {
            for (; at < _ends[text]; at++)
            {
                var token = _tokens[at];
                counts[token]++;
                if (last[token] != text + 1)
                    documents[token]++;
                last[token] = text + 1;
            }
        }

        return (documents, counts);
    }
}
