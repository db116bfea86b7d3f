namespace AnnotationStudio.Engine.Text;

/// <summary>Porter's stemmer for English: words of one family come out as one stem, which need not itself be a word.</summary>
/// <remarks>
/// Source: M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980, with the two departures of the author's own
/// published implementation (<c>bli</c> → <c>ble</c>, <c>logi</c> → <c>log</c>). Thread-safe.
/// </remarks>
public static class PorterStemmer
{
    // Longer runs are not words; the bound also keeps the test for y, which looks back, from running deep.
    private const int LongestWord = 64;

    private static readonly (string Ending, string Becomes)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Ending, string Becomes)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>The stem of one word.</summary>
    /// <param name="word">Lower case. Anything but a to z, and words of one or two letters or more than 64, come back as they are.</param>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Span<char> letters = stackalloc char[LongestWord];
        if (word.Length > LongestWord)
            return word;
        word.CopyTo(letters);
        var length = Stem(letters[..word.Length]);
        return word.AsSpan().SequenceEqual(letters[..length]) ? word : new string(letters[..length]);
    }

    /// <summary>Writes the stem over the word and returns its length, never more than the word's.</summary>
    /// <param name="word">As for <see cref="Stem(string)"/>.</param>
    /// <remarks>O(length), no allocation.</remarks>
    public static int Stem(Span<char> word)
    {
        if (word.Length is <= 2 or > LongestWord || word.ContainsAnyExceptInRange('a', 'z'))
            return word.Length;

        var length = RemovePlural(word, word.Length);
        length = RemovePastAndGerund(word, length);
        if (word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
            word[length - 1] = 'i';
        length = Replace(word, length, Step2);
        length = Replace(word, length, Step3);
        length = RemoveSuffix(word, length);
        return RemoveFinalE(word, length);
    }

    private static int RemovePlural(ReadOnlySpan<char> word, int length)
    {
        if (word[length - 1] != 's')
            return length;
        if (word[..length].EndsWith("sses") || word[..length].EndsWith("ies"))
            return length - 2;
        return word[length - 2] == 's' ? length : length - 1;
    }

    private static int RemovePastAndGerund(Span<char> word, int length)
    {
        if (word[..length].EndsWith("eed"))
            return Measure(word[..(length - 3)]) > 0 ? length - 1 : length;

        var stem = word[..length].EndsWith("ed") ? length - 2 : word[..length].EndsWith("ing") ? length - 3 : -1;
        if (stem < 0 || !HasVowel(word[..stem]))
            return length;
        if (word[..stem].EndsWith("at") || word[..stem].EndsWith("bl") || word[..stem].EndsWith("iz"))
            return AppendE(word, stem);
        if (EndsInDoubleConsonant(word[..stem]) && word[stem - 1] is not ('l' or 's' or 'z'))
            return stem - 1;
        return Measure(word[..stem]) == 1 && EndsInShortSyllable(word[..stem]) ? AppendE(word, stem) : stem;
    }

    private static int AppendE(Span<char> word, int length)
    {
        word[length] = 'e';
        return length + 1;
    }

    private static int Replace(Span<char> word, int length, (string Ending, string Becomes)[] rules)
    {
        // At most one rule of a step applies: the one with the longest ending that fits, whether or not its condition holds.
        var best = -1;
        for (var rule = 0; rule < rules.Length; rule++)
            if ((best < 0 || rules[rule].Ending.Length > rules[best].Ending.Length) && word[..length].EndsWith(rules[rule].Ending))
                best = rule;
        if (best < 0)
            return length;

        var (ending, becomes) = rules[best];
        var stem = length - ending.Length;
        if (Measure(word[..stem]) == 0)
            return length;
        becomes.CopyTo(word[stem..]);
        return stem + becomes.Length;
    }

    private static int RemoveSuffix(ReadOnlySpan<char> word, int length)
    {
        var longest = "";
        foreach (var ending in Step4)
            if (ending.Length > longest.Length && word[..length].EndsWith(ending))
                longest = ending;

        var stem = length - longest.Length;
        if (longest.Length == 0 || Measure(word[..stem]) < 2)
            return length;
        return longest == "ion" && word[stem - 1] is not ('s' or 't') ? length : stem;
    }

    private static int RemoveFinalE(ReadOnlySpan<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var stem = word[..(length - 1)];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsInShortSyllable(stem)))
                length--;
        }

        return word[length - 1] == 'l' && EndsInDoubleConsonant(word[..length]) && Measure(word[..(length - 1)]) > 1 ? length - 1 : length;
    }

    // Porter's m: how many times a vowel run is followed by a consonant run.
    private static int Measure(ReadOnlySpan<char> word)
    {
        var (measure, afterVowel) = (0, false);
        for (var at = 0; at < word.Length; at++)
        {
            var vowel = !IsConsonant(word, at);
            if (afterVowel && !vowel)
                measure++;
            afterVowel = vowel;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var at = 0; at < word.Length; at++)
            if (!IsConsonant(word, at))
                return true;
        return false;
    }

    private static bool EndsInDoubleConsonant(ReadOnlySpan<char> word) =>
        word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    private static bool EndsInShortSyllable(ReadOnlySpan<char> word) =>
        word.Length >= 3 && IsConsonant(word, word.Length - 1) && !IsConsonant(word, word.Length - 2)
        && IsConsonant(word, word.Length - 3) && word[^1] is not ('w' or 'x' or 'y');

    private static bool IsConsonant(ReadOnlySpan<char> word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => at == 0 || !IsConsonant(word, at - 1),
        _ => true,
    };
}
