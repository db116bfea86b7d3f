namespace AnnotationStudio.Engine.Text;

/// <summary>The pieces that an encoder knows: those that begin a word, and those inside one.</summary>
internal sealed class WordPieceVocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int> _insides = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _beginning;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _inside;
    private readonly int _longest;

    /// <summary>A vocabulary of pieces with their numbers.</summary>
    /// <param name="ids">The numbers.</param>
    /// <param name="continuation">What pieces inside a word begin with.</param>
    public WordPieceVocabulary(Dictionary<string, int> ids, string continuation)
    {
        _ids = ids;
        foreach (var (piece, id) in ids)
        {
            _longest = Math.Max(_longest, piece.Length);
            if (piece.StartsWith(continuation, StringComparison.Ordinal))
                _insides[piece[continuation.Length..]] = id;
        }

        _beginning = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _inside = _insides.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many pieces there are.</summary>
    public int Count => _ids.Count;

    /// <summary>The number of a piece, or null.</summary>
    public int? Find(string piece) => _ids.TryGetValue(piece, out var id) ? id : null;

    /// <summary>The longest piece that the rest of a word begins with.</summary>
    /// <returns>Its length, 0 where none fits.</returns>
    public int Longest(ReadOnlySpan<char> rest, bool isInside, out int id)
    {
        var pieces = isInside ? _inside : _beginning;
        for (var length = Math.Min(rest.Length, _longest); length > 0; length--)
            if (pieces.TryGetValue(rest[..length], out id))
                return length;
        id = 0;
        return 0;
    }
}
