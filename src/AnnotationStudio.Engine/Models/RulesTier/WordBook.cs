using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>The words of all rules, numbered, and the reading of a text by them.</summary>
internal sealed class WordBook
{
    private const int Any = 0;

    // Shorter ones, such as "a" and "i", meet by accident.
    private const int ShortestJoined = 4;
    private const int ShortestPiece = 2;

    private readonly Dictionary<string, int> _stems = [];
    private readonly Dictionary<string, int> _beginnings = [];
    private readonly List<int> _lengths = [];
    private int _count = 1;
    private bool _hasAny;

    /// <summary>The word's number, a new one if it was not known.</summary>
    public int Number(PatternWord word)
    {
        if (word.Kind == PatternWordKind.Any)
        {
            _hasAny = true;
            return Any;
        }

        var book = word.Kind == PatternWordKind.Stem ? _stems : _beginnings;
        if (book.TryGetValue(word.Text, out var number))
            return number;
        if (word.Kind == PatternWordKind.Beginning && !_lengths.Contains(word.Text.Length))
            _lengths.Add(word.Text.Length);
        book.Add(word.Text, _count);
        return _count++;
    }

    /// <summary>Whether words written as one may stand for a name, or one for two.</summary>
    public static bool CanJoin(int length) => length is >= ShortestJoined and <= StemmedWords.LongestWord;

    /// <summary>Fills the lattice with the pieces of the text and every step over a known word.</summary>
    public void Read(string text, TextLattice lattice)
    {
        Span<char> buffer = stackalloc char[StemmedWords.BufferLength];
        var words = new StemmedWords(text, buffer);
        var (count, before) = (0, default(Stretch));
        while (words.MoveNext())
        {
            var word = new Stretch(lattice.Count, words.Start, words.End);
            AddPieces(text.AsSpan(0, words.Letters), words.Start, count++, lattice);
            AddSteps(word.Piece, lattice.Count, words.Word, words.Stem, lattice);
            if (_hasAny)
                lattice.AddStep(word.Piece, lattice.Count, Any);
            if (lattice.Count - word.Piece > 1)
                AddPieceSteps(text, word.Piece, lattice, buffer);
            if (count > 1)
                AddJoined(text, before, word, lattice, buffer);
            before = word;
        }
    }

    private static void AddPieces(ReadOnlySpan<char> text, int start, int word, TextLattice lattice)
    {
        while (start < text.Length)
        {
            var end = start + StemmedWords.PieceLength(text[start..]);
            lattice.Add(start, end, word);
            start = end;
        }
    }

    // "GAN" in "CycleGAN", "TF" in "TF2": on the tags of ML projects every label found so was right.
    private void AddPieceSteps(string text, int first, TextLattice lattice, Span<char> buffer)
    {
        for (var piece = first; piece < lattice.Count; piece++)
        {
            var (start, end, _) = lattice[piece];
            if (end - start < ShortestPiece || char.IsDigit(text[start]))
                continue;
            var length = StemmedWords.Lower(text.AsSpan(start..end), [], buffer);
            var word = buffer[..length];
            var stem = buffer.Slice(StemmedWords.LongestWord, length);
            word.CopyTo(stem);
            AddSteps(piece, piece + 1, word, stem[..PorterStemmer.Stem(stem)], lattice);
        }
    }

    private void AddJoined(string text, Stretch first, Stretch second, TextLattice lattice, Span<char> buffer)
    {
        if (first.End - first.Start + second.End - second.Start < ShortestJoined
            || !(second.Start == first.End || (second.Start == first.End + 1 && text[first.End] is ' ' or '-' or '_')))
            return;
        var length = StemmedWords.Lower(text.AsSpan(first.Start..first.End), text.AsSpan(second.Start..second.End), buffer);
        if (_stems.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(buffer[..PorterStemmer.Stem(buffer[..length])], out var joined))
            lattice.AddStep(first.Piece, lattice.Count, joined);
    }

    private void AddSteps(int from, int to, ReadOnlySpan<char> word, ReadOnlySpan<char> stem, TextLattice lattice)
    {
        if (_stems.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(stem, out var number))
            lattice.AddStep(from, to, number);
        foreach (var length in _lengths)
            if (length <= word.Length && _beginnings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[..length], out var beginning))
                lattice.AddStep(from, to, beginning);
    }

    private readonly record struct Stretch(int Piece, int Start, int End);
}
