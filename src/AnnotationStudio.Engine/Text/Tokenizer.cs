using System.Globalization;

namespace AnnotationStudio.Engine.Text;

/// <summary>Cuts texts into lower-cased tokens: runs of letters, digits, marks and underscores, or one other visible symbol.</summary>
/// <remarks>
/// The recipe's <c>\w+</c> or a single non-space symbol. Han, kana and the scripts of South-East Asia put no spaces between words, so there each
/// letter is a token and pairs of tokens stand in for words. O(characters), nothing allocated but the growth of the list.
/// </remarks>
public static class Tokenizer
{
    /// <summary>Replaces the contents of <paramref name="into"/> by the tokens of the text, in order.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, List<Token> into)
    {
        into.Clear();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]) || char.IsControl(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var hash = Hashing.Add(Hashing.Seed, char.ToLowerInvariant(text[at]));
            if (IsWord(text[at]) && !StandsAlone(text[at]))
            {
                for (at++; at < text.Length && IsWord(text[at]) && !StandsAlone(text[at]); at++)
                    hash = Hashing.Add(hash, char.ToLowerInvariant(text[at]));
            }
            else if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                hash = Hashing.Add(hash, text[at + 1]);
                at += 2;
            }
            else
            {
                at++;
            }

            into.Add(new Token(start, at, Hashing.Mix(hash)));
        }
    }

    private static bool IsWord(char character)
    {
        if (character < 128)
            return char.IsAsciiLetterOrDigit(character) || character == '_';
        return char.GetUnicodeCategory(character) is <= UnicodeCategory.OtherNumber or UnicodeCategory.ConnectorPunctuation;
    }

    private static bool StandsAlone(char character) =>
        character is >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF'
            or >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF';
}
