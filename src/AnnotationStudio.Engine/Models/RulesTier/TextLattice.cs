namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>All ways to read a text as words that some rule contains.</summary>
/// <remarks>
/// A text is a row of pieces: its words, cut where letters meet digits or a capital begins ("CycleGAN", "TF2"). A step leads from a piece over one
/// or more of them, and carries the number of the word that they make.
/// </remarks>
internal sealed class TextLattice
{
    private const int None = -1;
    private readonly List<Piece> _pieces = [];
    private readonly List<Step> _steps = [];

    /// <summary>How many pieces there are.</summary>
    public int Count => _pieces.Count;

    public void Clear()
    {
        _pieces.Clear();
        _steps.Clear();
    }

    /// <summary>The piece's stretch of the text, and which word it belongs to.</summary>
    public (int Start, int End, int Word) this[int piece] => (_pieces[piece].Start, _pieces[piece].End, _pieces[piece].Word);

    public void Add(int start, int end, int word) => _pieces.Add(new(start, end, word, None));

    /// <summary>A step from one piece to another: <paramref name="to"/> is the piece after the last one that it covers.</summary>
    public void AddStep(int from, int to, int word)
    {
        _steps.Add(new(word, to, _pieces[from].FirstStep));
        _pieces[from] = _pieces[from] with { FirstStep = _steps.Count - 1 };
    }

    /// <summary>The piece's first step, or −1.</summary>
    public int FirstStep(int piece) => _pieces[piece].FirstStep;

    /// <summary>A step: the word's number, the piece it leads to, and the next step from the same piece, or −1.</summary>
    public (int Word, int To, int Next) StepAt(int step) => (_steps[step].Word, _steps[step].To, _steps[step].Next);

    private readonly record struct Piece(int Start, int End, int Word, int FirstStep);

    private readonly record struct Step(int Word, int To, int Next);
}
