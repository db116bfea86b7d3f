using System.Globalization;
using System.Text;

namespace AnnotationStudio.Engine.Text;

/// <summary>What BERT's tokenizers make of single characters.</summary>
internal static class BertCharacters
{
    /// <summary>White space as a separator of words.</summary>
    public static bool IsSpace(int character) =>
        character < 128 ? character is ' ' or '\t' or '\n' or '\r' or '\v' or '\f' : character < 0x10000 && char.IsWhiteSpace((char)character);

    /// <summary>Characters that cleaning drops: controls, formats, private use, half pairs, and U+FFFD.</summary>
    public static bool IsDropped(int character)
    {
        if (character is '\t' or '\n' or '\r')
            return false;
        if (character < 128)
            return character < ' ' || character == 127;
        return character == 0xFFFD || CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
    }

    /// <summary>Punctuation, and every visible ASCII character that is no letter or digit: <c>$</c>, <c>+</c> and <c>^</c> too.</summary>
    public static bool IsPunctuation(int character)
    {
        if (character < 128)
            return character > ' ' && character < 127 && !char.IsAsciiLetterOrDigit((char)character);
        return CharUnicodeInfo.GetUnicodeCategory(character) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
    }

    /// <summary>The blocks of Chinese characters; kana and Hangul are not among them.</summary>
    public static bool IsChinese(int character) => character is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0xF900 and <= 0xFAFF
        or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F or >= 0x2B740 and <= 0x2B81F or >= 0x2B820 and <= 0x2CEAF or >= 0x2F800 and <= 0x2FA1F;

    /// <summary>A mark that stands over or under another character.</summary>
    public static bool IsAccent(int character) => character >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;

    /// <summary>A letter that has another case.</summary>
    public static bool IsCased(int character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    /// <summary>The lower-case letter, one for one.</summary>
    public static Rune Lower(Rune character) => Rune.ToLowerInvariant(character);
}
