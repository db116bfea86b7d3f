using System.Text;

namespace AnnotationStudio.Engine.Text;

/// <summary>Makes a text ready for a WordPiece vocabulary, and remembers where each character came from.</summary>
/// <remarks>
/// In the reference's order: clean, set Chinese apart, lower-case, decompose, drop accents. Decomposition goes character by character: the order of marks,
/// which alone is lost, matters only to spacing marks. The one conditional rule of lower-casing, σ at the end of a word, is kept. Half surrogate pairs are
/// dropped always. Source: Devlin et al., BERT (2019), the published tokenizer.
/// </remarks>
internal sealed class BertNormalizer(WordPieceSettings settings)
{
    private const int CapitalSigma = 'Σ';
    private readonly bool _stripsAccents = settings.StripsAccents ?? settings.Lowercases;

    /// <summary>Adds the ready text, and for each of its characters the place of the character that it came from.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">First character to read.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="ready">Where the result goes.</param>
    public void Normalize(string text, int start, int end, ReadyText ready)
    {
        for (var at = start; at < end;)
        {
            var character = text[at];
            if (character < 128)
            {
                if (!settings.CleansText || !BertCharacters.IsDropped(character))
                    ready.Add(settings.Lowercases ? char.ToLowerInvariant(character) : character, at);
                at++;
                continue;
            }

            var status = Rune.DecodeFromUtf16(text.AsSpan(at, end - at), out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done && !(settings.CleansText && BertCharacters.IsDropped(rune.Value)))
                Add(text, at, end, rune, ready);
            at += length;
        }
    }

    private void Add(string text, int at, int end, Rune rune, ReadyText ready)
    {
        if (settings.SplitsChinese && BertCharacters.IsChinese(rune.Value))
        {
            ready.Add(' ', at);
            AddCased(text, at, end, rune, ready);
            ready.Add(' ', at);
            return;
        }

        AddCased(text, at, end, rune, ready);
    }

    private void AddCased(string text, int at, int end, Rune rune, ReadyText ready)
    {
        if (!settings.Lowercases)
            AddDecomposed(rune, at, ready);
        else if (rune.Value == CapitalSigma && IsEndOfWord(text, at, end))
            ready.Add('ς', at);
        else if (rune.Value == 'İ')
        {
            // The only letter whose lower case is two characters everywhere.
            ready.Add('i', at);
            if (!_stripsAccents)
                ready.Add('\u0307', at);
        }
        else
        {
            AddDecomposed(BertCharacters.Lower(rune), at, ready);
        }
    }

    private void AddDecomposed(Rune rune, int at, ReadyText ready)
    {
        Span<char> characters = stackalloc char[2];
        if (!_stripsAccents)
        {
            ready.Add(characters[..rune.EncodeToUtf16(characters)], at);
            return;
        }

        if (BertCharacters.IsAccent(rune.Value))
            return;
        var whole = rune.ToString();
        if (whole.IsNormalized(NormalizationForm.FormD))
        {
            ready.Add(whole, at);
            return;
        }

        foreach (var part in whole.Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (!BertCharacters.IsAccent(part.Value))
                ready.Add(characters[..part.EncodeToUtf16(characters)], at);
    }

    private bool IsEndOfWord(string text, int at, int end)
    {
        var before = at - 1;
        while (before >= 0 && IsPassedOver(text[before]))
            before--;
        var after = at + 1;
        while (after < end && IsPassedOver(text[after]))
            after++;
        return before >= 0 && BertCharacters.IsCased(text[before]) && (after == end || !BertCharacters.IsCased(text[after]));
    }

    private bool IsPassedOver(char character) =>
        BertCharacters.IsAccent(character) || (settings.CleansText && !char.IsSurrogate(character) && BertCharacters.IsDropped(character));
}
