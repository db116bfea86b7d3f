using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The distinct words of some texts as they are written, and what the network reads of each: its number and its characters.</summary>
internal sealed class WordForms(Vocabulary vocabulary, int mostWords)
{
    /// <summary>How many different character codes there are; 0 is the padding.</summary>
    public const int CharacterCodes = 256;

    // A long word's first and last characters say most: stems and endings.
    private const int FirstCharacters = 10;
    private const int LastCharacters = 6;
    private const int StartCode = 1;
    private const int EndCode = 2;
    private readonly TokenTable _table = new();
    private readonly List<int> _numbers = [];
    private readonly List<int> _characters = [];
    private readonly List<int> _ends = [];
    private readonly List<Token> _tokens = [];

    /// <summary>How many distinct words there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The word's number in the vocabulary.</summary>
    public int Number(int form) => _numbers[form];

    /// <summary>The word's characters as codes, with marks for its start and end; empty for the mark before a text.</summary>
    public ReadOnlySpan<int> Characters(int form)
    {
        var start = form == 0 ? 0 : _ends[form - 1];
        return CollectionsMarshal.AsSpan(_characters)[start.._ends[form]];
    }

    /// <summary>Forgets all words.</summary>
    public void Clear()
    {
        _table.Clear();
        _numbers.Clear();
        _characters.Clear();
        _ends.Clear();
    }

    /// <summary>Appends a text's words: the start mark, then one number of a form for each token.</summary>
    public void Read(string text, List<int> into)
    {
        Tokenizer.Tokenize(text, _tokens);
        into.Add(Find(NGrams.StartMark, NGrams.StartMark, []));
        for (var token = 0; token < Math.Min(_tokens.Count, mostWords); token++)
        {
            var written = text.AsSpan(_tokens[token].Start, _tokens[token].End - _tokens[token].Start);
            into.Add(Find(Written(written), _tokens[token].Hash, written));
        }
    }

    private int Find(ulong key, ulong hash, ReadOnlySpan<char> written)
    {
        var form = _table.FindOrAdd(key);
        if (form < Count)
            return form;
        _numbers.Add(vocabulary.Number(hash));
        if (written.Length > 0)
            AddCharacters(written);
        _ends.Add(_characters.Count);
        return form;
    }

    private void AddCharacters(ReadOnlySpan<char> written)
    {
        _characters.Add(StartCode);
        for (var at = 0; at < written.Length; at++)
            if (at < FirstCharacters || at >= written.Length - LastCharacters)
                _characters.Add(Code(written[at]));
        _characters.Add(EndCode);
    }

    // ASCII as it is; all other characters share the upper half.
    private static int Code(char character) =>
        character < 128 ? character : 128 + (int)(Hashing.Mix(character) >> 57);

    private static ulong Written(ReadOnlySpan<char> written)
    {
        var hash = Hashing.Seed;
        foreach (var character in written)
            hash = Hashing.Add(hash, character);
        return Hashing.Mix(hash);
    }
}
