namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>The words and two-word phrases of texts, by their stems.</summary>
internal sealed class PhraseTable
{
    private const int Alone = -1;
    private const int ShortestWord = 2;
    private const int RowsBetweenChecks = 256;

    private readonly Dictionary<string, int> _stems = [];
    private readonly Dictionary<(int First, int Second), int> _phrases = [];
    private readonly List<(int First, int Second)> _parts = [];
    private readonly List<int> _items = [];
    private readonly List<int> _firstRows = [];
    private readonly List<int[]> _rows = [];
    private readonly List<Place> _places = [];

    /// <summary>How many texts there are.</summary>
    public int Count => _rows.Count;

    public static PhraseTable Of(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var table = new PhraseTable();
        for (var row = 0; row < texts.Count; row++)
        {
            if (row % RowsBetweenChecks == 0)
                ct.ThrowIfCancellationRequested();
            table.Add(texts[row]);
        }

        return table;
    }

    /// <summary>The phrases of a text, each once.</summary>
    public int[] Of(int row) => _rows[row];

    /// <summary>How many texts contain the phrase.</summary>
    public int Items(int phrase) => _items[phrase];

    /// <summary>Whether it is two words.</summary>
    public bool IsPair(int phrase) => _parts[phrase].Second != Alone;

    /// <summary>The phrase as the first text that contains it writes it, in lower case.</summary>
    public string Words(int phrase, IReadOnlyList<string> texts)
    {
        var text = texts[_firstRows[phrase]];
        Read(text);
        var place = _places.Find(place => place.Phrase == phrase);
        var space = place.SecondStart > place.FirstEnd ? " " : "";
        return $"{text[place.Start..place.FirstEnd]}{space}{text[place.SecondStart..place.End]}".ToLowerInvariant();
    }

    private void Add(string text)
    {
        Read(text);
        var found = _places.Select(place => place.Phrase).Distinct().ToArray();
        foreach (var phrase in found)
            _items[phrase]++;
        _rows.Add(found);
    }

    // Numbers say nothing about a label that would hold next month; words are a phrase where at most one sign parts them.
    private void Read(string text)
    {
        Span<char> buffer = stackalloc char[StemmedWords.BufferLength];
        _places.Clear();
        var words = new StemmedWords(text, buffer);
        var (before, beforeStart, beforeEnd) = (Alone, 0, 0);
        while (words.MoveNext())
        {
            var stem = words.Word.ContainsAnyExceptInRange('0', '9') ? Number(words.Stem) : Alone;
            if (stem != Alone && words.Word.Length >= ShortestWord)
                _places.Add(new(Number(stem, Alone), words.Start, words.Letters, words.Letters, words.Letters));
            if (stem != Alone && before != Alone && words.Start <= beforeEnd + 1)
                _places.Add(new(Number(before, stem), beforeStart, beforeEnd, words.Start, words.Letters));
            (before, beforeStart, beforeEnd) = (stem, words.Start, words.Letters);
        }
    }

    private int Number(ReadOnlySpan<char> stem)
    {
        var lookup = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(stem, out var number))
            lookup[stem] = number = _stems.Count;
        return number;
    }

    private int Number(int first, int second)
    {
        if (_phrases.TryGetValue((first, second), out var number))
            return number;
        _phrases.Add((first, second), number = _items.Count);
        _items.Add(0);
        _firstRows.Add(_rows.Count);
        _parts.Add((first, second));
        return number;
    }

    private readonly record struct Place(int Phrase, int Start, int FirstEnd, int SecondStart, int End);
}
