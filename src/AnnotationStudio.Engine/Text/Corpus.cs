namespace AnnotationStudio.Engine.Text;

/// <summary>Texts as runs of token numbers, unknown tokens left out, at most 256 of each text.</summary>
/// <param name="Tokens">All texts behind each other.</param>
/// <param name="Ends">Where each text ends.</param>
/// <param name="Hashes">The hash of each token number.</param>
internal sealed record Corpus(int[] Tokens, int[] Ends, ulong[] Hashes)
{
    private const int TextCap = 256;

    /// <summary>How many different tokens there are.</summary>
    public int Vocabulary => Hashes.Length;

    /// <summary>Renumbers tokens; those numbered -1 are dropped before the first 256 are kept.</summary>
    public static Corpus Of(ReadOnlySpan<int> tokens, ReadOnlySpan<int> ends, int[] renumbered, ulong[] hashes)
    {
        var kept = new List<int>(tokens.Length);
        var keptEnds = new int[ends.Length];
        var at = 0;
        for (var text = 0; text < ends.Length; text++)
        {
            var start = kept.Count;
            for (; at < ends[text]; at++)
                if (renumbered[tokens[at]] >= 0 && kept.Count - start < TextCap)
                    kept.Add(renumbered[tokens[at]]);
            keptEnds[text] = kept.Count;
        }

        return new Corpus([.. kept], keptEnds, hashes);
    }

    /// <summary>How often each token occurs.</summary>
    public int[] Counts()
    {
        var counts = new int[Vocabulary];
        foreach (var token in Tokens)
            counts[token]++;
        return counts;
    }
}
