namespace AnnotationStudio.Engine.Text;

/// <summary>The buckets that a text's n-grams fall into.</summary>
internal static class NGrams
{
    /// <summary>Bits of a bucket number: 2^20 buckets for words, as many for characters.</summary>
    public const int BucketBits = 20;

    /// <summary>How many buckets there are.</summary>
    public const int Buckets = 1 << BucketBits;

    /// <summary>The token that stands before every text: what a text starts with says something of its own.</summary>
    public static readonly ulong StartMark = Hashing.Mix(1);

    // A text of a megabyte would otherwise bring millions of character n-grams that say what its first pages said.
    private const int CharacterCap = 4_000;

    /// <summary>
    /// Replaces <paramref name="into"/> by the buckets of the start mark, then of what ends at each token: itself, the pair with its neighbour, and, from the
    /// second token on, the pair over a gap of one and all three.
    /// </summary>
    public static void Words(List<Token> tokens, List<int> into)
    {
        into.Clear();
        into.Add(Bucket(StartMark));
        var (second, previous) = (0UL, StartMark);
        foreach (var token in tokens)
        {
            into.Add(Unigram(token.Hash));
            into.Add(Bigram(previous, token.Hash));
            if (second != 0)
            {
                into.Add(SkipBigram(second, token.Hash));
                into.Add(Trigram(second, previous, token.Hash));
            }

            (second, previous) = (previous, token.Hash);
        }
    }

    /// <summary>The tokens of an n-gram of <see cref="Words"/>: the last, and how many places back the others are. Those before the first token are the start mark.</summary>
    /// <param name="at">Its place there, from 1.</param>
    public static (int Last, int[] Back) TokensAt(int at) => at <= 2
        ? (0, at == 1 ? [0] : [0, 1])
        : (1 + ((at - 3) / 4), ((at - 3) % 4) switch { 0 => [0], 1 => [0, 1], 2 => [0, 2], _ => [0, 1, 2] });

    /// <summary>The bucket of one token.</summary>
    public static int Unigram(ulong token) => Bucket(Hashing.Mix(token));

    /// <summary>The bucket of a token after another; <paramref name="previous"/> 0 stands for the start of the text.</summary>
    public static int Bigram(ulong previous, ulong token) =>
        Bucket(Pair(previous == 0 ? StartMark : previous, token));

    /// <summary>The bucket of a token two places after another, whatever stands between; <see cref="StartMark"/> stands before the first.</summary>
    public static int SkipBigram(ulong second, ulong token) => Bucket(Pair(Hashing.Mix(second), token));

    /// <summary>The bucket of three tokens in a row; <see cref="StartMark"/> stands before the first.</summary>
    public static int Trigram(ulong second, ulong previous, ulong token) => Bucket(Pair(Pair(second, previous), token));

    /// <summary>Replaces <paramref name="into"/> by the buckets of all stretches of 3 to 5 characters inside each space-padded word.</summary>
    public static void Characters(ReadOnlySpan<char> text, List<int> into)
    {
        into.Clear();
        text = text[..Math.Min(text.Length, CharacterCap)];
        Span<char> padded = stackalloc char[256];
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var length = 0;
            padded[length++] = ' ';
            for (; at < text.Length && !char.IsWhiteSpace(text[at]) && length < padded.Length - 1; at++)
                padded[length++] = char.ToLowerInvariant(text[at]);
            padded[length++] = ' ';
            Inside(padded[..length], into);
        }
    }

    private static void Inside(ReadOnlySpan<char> word, List<int> into)
    {
        for (var start = 0; start + 3 <= word.Length; start++)
        {
            var hash = Hashing.Seed;
            var last = Math.Min(word.Length, start + 5);
            for (var at = start; at < last; at++)
            {
                hash = Hashing.Add(hash, word[at]);
                if (at >= start + 2)
                    into.Add(Bucket(Hashing.Mix(hash)));
            }
        }
    }

    private static ulong Pair(ulong first, ulong then) => Hashing.Mix((first * 0x9E3779B97F4A7C15) ^ then);

    private static int Bucket(ulong mixed) => (int)(mixed >> (64 - BucketBits));
}
