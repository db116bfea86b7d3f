using AnnotationStudio.Engine.Shapes;
using static AnnotationStudio.Engine.Agreement.ItemResampling;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>All that the figures on bare labels need, summed over items once for <see cref="ItemResampling.Width"/> resamples.</summary>
/// <remarks>
/// For answer c of an item with m votes of which k say c: votes k, clashes k(m−k)/(m−1) and share k/m. Items of a single vote have a share only.
/// Sources: Krippendorff 2011, section C; Fleiss 1971; Gwet 2008; for missing votes Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, chapter 2.
/// </remarks>
internal sealed class NominalSums
{
    private readonly int _codes;
    private readonly double[] _votes;
    private readonly double[] _clashes;
    private readonly double[] _shares;
    private readonly double[] _whole = new double[4 * Width];

    private const int Agreeing = 0;
    private const int Overlapping = 1;
    private const int Voted = 2;
    private const int PairedVotes = 3;

    /// <param name="patterns">What was said.</param>
    /// <param name="weights">As <see cref="ItemResampling"/> draws them.</param>
    /// <param name="byLabel">Whether to sum for each label; otherwise for each answer, which in a multi-label task is a set of labels.</param>
    public NominalSums(VotePatterns patterns, ReadOnlySpan<double> weights, bool byLabel = false)
    {
        var expands = byLabel && patterns.Votes.Task == LabelTask.Multi;
        _codes = expands ? patterns.Votes.Labels : patterns.Votes.Answers;
        (_votes, _clashes, _shares) = (new double[_codes * Width], new double[_codes * Width], new double[_codes * Width]);
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            var answers = patterns.Answers(pattern);
            Add(expands ? patterns.Labels(pattern) : answers, answers.Length, weights, pattern);
        }
    }

    private void Add(ReadOnlySpan<int> codes, double votes, ReadOnlySpan<double> weights, int pattern)
    {
        var agreeing = 0.0;
        for (int from = 0, to; from < codes.Length; from = to)
        {
            for (to = from + 1; to < codes.Length && codes[to] == codes[from];)
                to++;
            double same = to - from;
            ItemResampling.Add(_shares, codes[from], weights, pattern, same / votes);
            if (votes < 2)
                continue;
            ItemResampling.Add(_votes, codes[from], weights, pattern, same);
            ItemResampling.Add(_clashes, codes[from], weights, pattern, same * (votes - same) / (votes - 1));
            agreeing += same * (same - 1) / (votes * (votes - 1));
        }

        ItemResampling.Add(_whole, Voted, weights, pattern, 1);
        if (votes < 2)
            return;
        ItemResampling.Add(_whole, Overlapping, weights, pattern, 1);
        ItemResampling.Add(_whole, PairedVotes, weights, pattern, votes);
        ItemResampling.Add(_whole, Agreeing, weights, pattern, agreeing);
    }

    /// <summary>Mean over items of the share of pairs of votes that agree; NaN without an item of two votes.</summary>
    public double Observed(int replicate) => _whole[(Agreeing * Width) + replicate] / _whole[(Overlapping * Width) + replicate];

    /// <summary>Fleiss' kappa's agreement by chance: as if everybody drew from the shares of the answers.</summary>
    public double FleissChance(int replicate)
    {
        var chance = 0.0;
        for (var code = 0; code < _codes; code++)
            chance += Square(_shares[(code * Width) + replicate] / _whole[(Voted * Width) + replicate]);
        return chance;
    }

    /// <summary>Gwet's agreement by chance: the more even the answers, the more votes are taken for guesses.</summary>
    public double GwetChance(int replicate) => (1 - FleissChance(replicate)) / (_codes - 1);

    /// <summary>Krippendorff's alpha.</summary>
    public double Alpha(int replicate)
    {
        var (votes, clashes, squares) = (_whole[(PairedVotes * Width) + replicate], 0.0, 0.0);
        for (var code = 0; code < _codes; code++)
        {
            var own = _votes[(code * Width) + replicate];
            clashes += _clashes[(code * Width) + replicate];
            squares += own * own;
        }

        return AlphaOf(clashes, votes, Square(votes) - squares);
    }

    /// <summary>Krippendorff's alpha of one answer or label against all others.</summary>
    public double AlphaOf(int code, int replicate)
    {
        var (own, votes) = (_votes[(code * Width) + replicate], _whole[(PairedVotes * Width) + replicate]);
        return AlphaOf(2 * _clashes[(code * Width) + replicate], votes, 2 * own * (votes - own));
    }

    /// <summary>Given that a person gave the answer, the chance that another one on the item did too; NaN when nobody gave it.</summary>
    /// <remarks>Source: Cicchetti and Feinstein 1990, specific agreement.</remarks>
    public double SpecificAgreement(int code, int replicate) =>
        1 - (_clashes[(code * Width) + replicate] / _votes[(code * Width) + replicate]);

    /// <summary>Votes of an answer on items of two votes or more.</summary>
    public double Votes(int code, int replicate) => _votes[(code * Width) + replicate];

    /// <summary>A share beyond chance: (observed − chance) / (1 − chance); NaN when chance alone agrees always.</summary>
    public static double Beyond(double observed, double chance) => chance < 1 ? (observed - chance) / (1 - chance) : double.NaN;

    private static double AlphaOf(double clashes, double votes, double pairs) => pairs > 0 ? 1 - ((votes - 1) * clashes / pairs) : double.NaN;

    private static double Square(double value) => value * value;
}
