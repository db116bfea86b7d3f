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
    /// <summary>Letters of a word that count; the buffer's length.</summary>
    public const int LongestWord = 128;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _stemLength;

    /// <summary>First character of the word.</summary>
    public int Start { get; private set; }

    /// <summary>One past the last character of the word.</summary>
    public int End { get; private set; }

    /// <summary>The word, lower case and stemmed; good until the next step.</summary>
    public readonly ReadOnlySpan<char> Stem => _buffer[.._stemLength];

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
        ReadStem();
        SkipPossessive();
        return true;
    }

    /// <summary>Writes the stem of two stretches of a text written as one word, and returns its length.</summary>
    /// <param name="first">The beginning of the word.</param>
    /// <param name="second">What follows it; may be empty.</param>
    /// <param name="buffer">Of <see cref="LongestWord"/>; letters that do not fit are left out.</param>
    public static int StemOf(ReadOnlySpan<char> first, ReadOnlySpan<char> second, Span<char> buffer)
    {
        first = first[..Math.Min(first.Length, buffer.Length)];
        second = second[..Math.Min(second.Length, buffer.Length - first.Length)];
        first.ToLowerInvariant(buffer);
        second.ToLowerInvariant(buffer[first.Length..]);
        return PorterStemmer.Stem(buffer[..(first.Length + second.Length)]);
    }

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
        _stemLength = StemOf(word, [], _buffer);
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
