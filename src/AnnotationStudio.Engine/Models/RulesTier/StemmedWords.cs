using System.Globalization;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Walks over the words of a text, giving the stem of each and where it stood.</summary>
/// <remarks>
/// A word is a run of letters, digits and combining marks; everything else only separates, so that "tf-js", "tf_js" and "tf.js" are the
/// same two words. A possessive 's is dropped. "C#", "F#" and "C++" keep their signs. Scripts written without spaces give a word for
/// each character. No allocation but for words with combining marks.
/// </remarks>
internal ref struct StemmedWords(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Letters of a word that count.</summary>
    public const int LongestWord = 128;

    /// <summary>What the buffer must hold: a word, and its stem.</summary>
    public const int BufferLength = 2 * LongestWord;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _wordLength;
    private int _stemLength;

    /// <summary>First character of the word.</summary>
    public int Start { get; private set; }

    /// <summary>One past the last character of the word, a possessive included.</summary>
    public int End { get; private set; }

    /// <summary>One past the last character that counts.</summary>
    public int Letters { get; private set; }

    /// <summary>The word, lower case; good until the next step.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._wordLength];

    /// <summary>The word's stem; good until the next step.</summary>
    public readonly ReadOnlySpan<char> Stem => _buffer.Slice(LongestWord, _stemLength);

    /// <summary>Goes to the next word; false at the end of the text.</summary>
    public bool MoveNext()
    {
        var at = End;
        while (at < _text.Length && !char.IsLetterOrDigit(_text[at]))
            at++;
        if (at == _text.Length)
            return false;

        Start = at;
        End = at + 1;
        if (!StandsAlone(_text[at]))
            while (End < _text.Length && IsInside(_text[End]))
                End++;
        KeepSigns();
        Letters = End;
        ReadStem();
        SkipPossessive();
        return true;
    }

    /// <summary>Writes two stretches of a text as one word in lower case, and returns its length.</summary>
    /// <param name="first">The beginning of the word.</param>
    /// <param name="second">What follows it; may be empty.</param>
    /// <param name="buffer">At least <see cref="LongestWord"/> long; letters beyond that are left out.</param>
    public static int Lower(ReadOnlySpan<char> first, ReadOnlySpan<char> second, Span<char> buffer)
    {
        first = first[..Math.Min(first.Length, LongestWord)];
        second = second[..Math.Min(second.Length, LongestWord - first.Length)];
        first.ToLowerInvariant(buffer);
        second.ToLowerInvariant(buffer[first.Length..]);
        return first.Length + second.Length;
    }

    /// <summary>How far the first piece of a word goes: to where letters and digits meet, or a capital begins.</summary>
    /// <remarks>The plural of capitals, as in "GANs", is one piece.</remarks>
    public static int PieceLength(ReadOnlySpan<char> word)
    {
        for (var at = 1; at < word.Length; at++)
            if (char.IsDigit(word[at]) != char.IsDigit(word[at - 1]) || (char.IsUpper(word[at]) && (char.IsLower(word[at - 1]) || BeginsWord(word, at))))
                return at;
        return word.Length;
    }

    private static bool BeginsWord(ReadOnlySpan<char> word, int at) =>
        at + 1 < word.Length && char.IsLower(word[at + 1]) && !(word[at + 1] == 's' && (at + 2 == word.Length || !char.IsLower(word[at + 2])));

    private void KeepSigns()
    {
        if (End - Start == 1 && char.IsAsciiLetter(_text[Start]))
            while (End < _text.Length && _text[End] is '+' or '#')
                End++;
    }

    private void ReadStem()
    {
        var word = _text[Start..End];
        if (HasCombiningMark(word))
            word = word.ToString().Normalize();
        _wordLength = Lower(word, [], _buffer);
        var stem = _buffer.Slice(LongestWord, _wordLength);
        _buffer[.._wordLength].CopyTo(stem);
        _stemLength = PorterStemmer.Stem(stem);
    }

    private void SkipPossessive()
    {
        if (End + 1 < _text.Length && _text[End] is '\'' or '’' && _text[End + 1] is 's' or 'S'
            && (End + 2 == _text.Length || !IsInside(_text[End + 2])))
            End += 2;
    }

    private static bool IsInside(char letter) =>
        (char.IsLetterOrDigit(letter) && !StandsAlone(letter)) || (!char.IsAscii(letter) && IsMark(letter));

    private static bool HasCombiningMark(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
            if (!char.IsAscii(letter) && IsMark(letter))
                return true;
        return false;
    }

    private static bool IsMark(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Thai to Lao, Khmer, and the ideographs with kana: written without spaces between words.
    private static bool StandsAlone(char letter) =>
        letter is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1780' and <= '\u17FF') or (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
