namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>The little language of patterns.</summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>street light</c>: these words, one after the other, compared by their stems; signs and spaces only separate.</item>
/// <item><c>neural*</c>: a word that begins so, the bare beginning included. At least two letters.</item>
/// <item><c>* network</c>, <c>deep * network</c>: <c>*</c> by itself is exactly one word, whichever.</item>
/// </list>
/// There is nothing else: no alternatives (write two patterns), no optional words, no regular expressions, so that matching stays linear and a
/// pattern can be read aloud.
/// </remarks>
public static class RulePattern
{
    /// <summary>The most characters that a pattern has.</summary>
    public const int LongestPattern = 200;

    private const int ShortestBeginning = 2;
    private const string StarsTouch = "Two * touch. Write a space between them: each stands for one word.";

    /// <summary>What is wrong with a pattern, in a sentence with its remedy; null when it is fine.</summary>
    /// <remarks>O(length).</remarks>
    public static string? ProblemOf(string? pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern))
            return "A pattern needs a word. Write the words to look for.";
        if (pattern.Length > LongestPattern)
            return $"A pattern has at most {LongestPattern} characters. Write a shorter one.";
        Read(pattern, out var words, out var problem);
        if (problem is not null)
            return problem;
        if (words.Count == 0)
            return "There is no word in this pattern. A word is letters or digits.";
        return words.TrueForAll(word => word.Kind == PatternWordKind.Any) ? "A pattern of nothing but * would match any text. Add a word." : null;
    }

    /// <summary>The words of a rule; none where its name has neither letter nor digit.</summary>
    /// <exception cref="ArgumentException">A pattern with something wrong.</exception>
    internal static List<PatternWord> WordsOf(LabelRule rule)
    {
        if (rule.Kind == RuleKind.Pattern && ProblemOf(rule.Words) is { } problem)
            throw new ArgumentException($"The pattern \"{rule.Words}\" cannot be used: {problem}", nameof(rule));
        if (rule.Kind == RuleKind.Pattern)
        {
            Read(rule.Words, out var words, out _);
            return words;
        }

        Span<char> buffer = stackalloc char[StemmedWords.BufferLength];
        var stems = new List<PatternWord>();
        var name = new StemmedWords(rule.Words, buffer);
        while (name.MoveNext())
            stems.Add(new(name.Stem.ToString(), PatternWordKind.Stem));
        return stems;
    }

    private static void Read(string pattern, out List<PatternWord> words, out string? problem)
    {
        Span<char> buffer = stackalloc char[StemmedWords.BufferLength];
        (words, problem) = ([], null);
        var reader = new StemmedWords(pattern, buffer);
        var read = 0;
        while (problem is null && reader.MoveNext())
        {
            problem = ReadStars(pattern.AsSpan(read..reader.Start), touchesNext: true, words);
            read = reader.End;
            if (read < pattern.Length && pattern[read] == '*')
            {
                read++;
                words.Add(new(reader.Word.ToString(), PatternWordKind.Beginning));
                if (reader.Word.Length < ShortestBeginning)
                    problem ??= $"Write at least {ShortestBeginning} letters before a *, or it would match too much.";
                if (read < pattern.Length && pattern[read] == '*')
                    problem ??= StarsTouch;
                if (read < pattern.Length && char.IsLetterOrDigit(pattern[read]))
                    problem ??= "A * cannot stand inside a word. Let it end the beginning of one, as in \"neural*\", or stand for a whole word.";
            }
            else
            {
                words.Add(new(reader.Stem.ToString(), PatternWordKind.Stem));
            }
        }

        problem ??= ReadStars(pattern.AsSpan(read), touchesNext: false, words);
    }

    // What stands between two words: stars that are words of their own, and signs that only separate.
    private static string? ReadStars(ReadOnlySpan<char> gap, bool touchesNext, List<PatternWord> words)
    {
        for (var at = 0; at < gap.Length; at++)
        {
            if (gap[at] != '*')
                continue;
            if (at + 1 == gap.Length && touchesNext)
                return "A * cannot begin a word. Write the word's beginning before it, as in \"neural*\", or a space after it.";
            if (at + 1 < gap.Length && gap[at + 1] == '*')
                return StarsTouch;
            words.Add(new("", PatternWordKind.Any));
        }

        return null;
    }
}
