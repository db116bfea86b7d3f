namespace AnnotationStudio.Engine.Text;

/// <summary>Cuts texts into the pieces of a BERT vocabulary, as the published tokenizers do.</summary>
/// <remarks>
/// Words at white space, each punctuation mark a word; then the longest piece that fits, from the left; a word that cannot be spelled is one unknown piece.
/// Spellings of special pieces in a text count as those pieces, as in the reference. Immutable, safe to share. Source: Wu et al. (2016); Devlin et al. (2019).
/// </remarks>
public sealed class WordPieceTokenizer
{
    private readonly WordPieceVocabulary _vocabulary;
    private readonly BertNormalizer _normalizer;
    private readonly LiteralTokens _written;
    private readonly LiteralTokens _normalized;
    private readonly (int Unknown, int First, int Last) _special;

    /// <summary>A tokenizer of its parts.</summary>
    /// <param name="ids">Every piece and its number.</param>
    /// <param name="settings">How texts are made ready.</param>
    /// <param name="literals">Pieces that are recognised by their spelling.</param>
    /// <exception cref="InvalidDataException">The vocabulary lacks a piece that the settings name.</exception>
    public WordPieceTokenizer(Dictionary<string, int> ids, WordPieceSettings settings, IReadOnlyList<LiteralToken> literals)
    {
        Settings = settings;
        _vocabulary = new WordPieceVocabulary(ids, settings.Continuation);
        _normalizer = new BertNormalizer(settings);
        _written = new LiteralTokens(literals.Where(token => !token.IsNormalized));
        _normalized = new LiteralTokens(literals.Where(token => token.IsNormalized).Select(token => token with { Text = MakeReady(token.Text) }));
        _special = (Demand(settings.Unknown), Demand(settings.First), Demand(settings.Last));
        Padding = _vocabulary.Find("[PAD]") ?? _vocabulary.Find("<pad>") ?? 0;
        LargestId = ids.Values.Max();
    }

    /// <summary>How texts are made ready.</summary>
    public WordPieceSettings Settings { get; }

    /// <summary>How many pieces the vocabulary holds.</summary>
    public int Count => _vocabulary.Count;

    /// <summary>The number of the piece that fills up short texts of a batch.</summary>
    public int Padding { get; }

    /// <summary>The largest number of a piece.</summary>
    public int LargestId { get; }

    /// <summary>Replaces the contents of <paramref name="into"/> by the pieces of the text, framed by the first and the last piece.</summary>
    /// <param name="text">Any text; empty gives the frame alone.</param>
    /// <param name="most">Most pieces wanted, frame included, at least 2: what is beyond is cut off.</param>
    /// <param name="into">Where the pieces go.</param>
    public void Encode(string text, int most, List<WordPiece> into)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        into.Clear();
        into.Add(new WordPiece(_special.First, 0, 0, -1));
        var reading = new Reading(text, most - 1, into);
        for (var start = 0; start < text.Length && !reading.IsFull;)
        {
            var end = _written.Next(text, start, out var literal);
            AddStretch(reading, start, end);
            if (literal is not null && !reading.IsFull)
                reading.Add(literal.Id, end, end + literal.Text.Length);
            start = end + (literal?.Text.Length ?? 0);
        }

        into.Add(new WordPiece(_special.Last, text.Length, text.Length, -1));
    }

    private void AddStretch(Reading reading, int start, int end)
    {
        if (start >= end || reading.IsFull)
            return;
        var ready = reading.Ready;
        ready.Clear();
        _normalizer.Normalize(reading.Text, start, end, ready);
        var characters = ready.Characters;
        for (var at = 0; at < characters.Length && !reading.IsFull;)
        {
            if (BertCharacters.IsSpace(characters[at]))
                at++;
            else if (_normalized.StartsHere(characters[at..], out var literal))
                at = AddLiteral(reading, at, literal!);
            else
                at = AddWord(reading, at, WordEnd(characters, at));
        }
    }

    private static int AddLiteral(Reading reading, int at, LiteralToken literal)
    {
        var end = at + literal.Text.Length;
        reading.Add(literal.Id, reading.Ready.Source(at), SourceEnd(reading, end - 1));
        return end;
    }

    private int WordEnd(ReadOnlySpan<char> characters, int at)
    {
        if (IsPunctuation(characters, at, out var length))
            return at + length;
        for (at += length; at < characters.Length && !BertCharacters.IsSpace(characters[at]); at += length)
            if (IsPunctuation(characters, at, out length) || _normalized.StartsHere(characters[at..], out _))
                break;
        return at;
    }

    private static bool IsPunctuation(ReadOnlySpan<char> characters, int at, out int length)
    {
        if (char.IsHighSurrogate(characters[at]) && at + 1 < characters.Length && char.IsLowSurrogate(characters[at + 1]))
        {
            length = 2;
            return BertCharacters.IsPunctuation(char.ConvertToUtf32(characters[at], characters[at + 1]));
        }

        length = 1;
        return BertCharacters.IsPunctuation(characters[at]);
    }

    private int AddWord(Reading reading, int start, int end)
    {
        var ready = reading.Ready;
        var word = ready.Characters[start..end];
        var before = reading.Count;
        if (IsTooLong(word))
        {
            reading.Add(_special.Unknown, ready.Source(start), SourceEnd(reading, end - 1));
            return end;
        }

        for (var at = 0; at < word.Length;)
        {
            var length = _vocabulary.Longest(word[at..], at > 0, out var id);
            if (length == 0)
            {
                reading.TakeBack(before);
                reading.Add(_special.Unknown, ready.Source(start), SourceEnd(reading, end - 1));
                return end;
            }

            reading.AddPart(id, ready.Source(start + at), SourceEnd(reading, start + at + length - 1));
            at += length;
        }

        reading.EndWord();
        return end;
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length <= Settings.MostCharactersOfWord)
            return false;
        var characters = 0;
        foreach (var _ in word.EnumerateRunes())
            characters++;
        return characters > Settings.MostCharactersOfWord;
    }

    // Two pieces may come from one character of the text, such as a ligature that was taken apart.
    private static int SourceEnd(Reading reading, int at)
    {
        var source = reading.Ready.Source(at);
        return source + (source + 1 < reading.Text.Length && char.IsSurrogatePair(reading.Text[source], reading.Text[source + 1]) ? 2 : 1);
    }

    private string MakeReady(string text)
    {
        var ready = new ReadyText(text.Length);
        _normalizer.Normalize(text, 0, text.Length, ready);
        return ready.Characters.ToString();
    }

    private int Demand(string piece) => _vocabulary.Find(piece)
        ?? throw new InvalidDataException($"The vocabulary has no {piece}. Use the vocab.txt or the tokenizer.json that was published with the model.");

    /// <summary>One text on its way into pieces. A word's pieces are cut off at the limit only once the word is known to be spelled.</summary>
    private sealed class Reading(string text, int most, List<WordPiece> into)
    {
        private int _word;

        public string Text { get; } = text;

        public ReadyText Ready { get; } = new(text.Length + 16);

        public int Count => into.Count;

        public bool IsFull => into.Count >= most;

        public void AddPart(int id, int start, int end) => into.Add(new WordPiece(id, start, end, _word));

        public void Add(int id, int start, int end)
        {
            AddPart(id, start, end);
            EndWord();
        }

        public void TakeBack(int count) => into.RemoveRange(count, into.Count - count);

        public void EndWord()
        {
            _word++;
            if (into.Count > most)
                TakeBack(most);
        }
    }
}
