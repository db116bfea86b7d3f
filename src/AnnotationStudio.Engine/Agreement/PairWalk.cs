using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Walks the items of one person, and counts what the others said of them: tables of one person against all that come behind.</summary>
internal sealed class PairWalk
{
    private const double NormalAt975 = 1.959963984540054;

    private readonly Votes _votes;
    private readonly VotesByAnnotator _byAnnotator;
    private readonly int[] _shared;
    private readonly int[] _agreed;
    private readonly Terms[] _terms;
    private readonly double[] _variances;

    // Answers of the one person and of the other, on the items they share: people × answers.
    private readonly int[] _own;
    private readonly int[] _theirs;
    private readonly List<int> _partners = [];

    public PairWalk(Votes votes)
    {
        _votes = votes;
        _byAnnotator = new(votes);
        (_shared, _agreed) = (new int[votes.Annotators], new int[votes.Annotators]);
        (_terms, _variances) = (new Terms[votes.Annotators], new double[votes.Annotators]);
        (_own, _theirs) = (new int[votes.Annotators * votes.Answers], new int[votes.Annotators * votes.Answers]);
    }

    /// <summary>Who shares items with the person last counted, ascending.</summary>
    public IReadOnlyList<int> Partners => _partners;

    /// <summary>How many items they share.</summary>
    public int Shared(int second) => _shared[second];

    public void Count(int first)
    {
        var answers = _votes.Answers;
        Walk(first, (_, second, own, theirs) =>
        {
            if (_shared[second]++ == 0)
                _partners.Add(second);
            if (own == theirs)
                _agreed[second]++;
            _own[(second * answers) + own]++;
            _theirs[(second * answers) + theirs]++;
        });
        _partners.Sort();
    }

    /// <summary>Adds to each item by how much it moves the kappas of the person's pairs, once they are counted.</summary>
    public void AddMoves(int first, int leastShared, double[] moves)
    {
        foreach (var second in _partners)
            _terms[second] = TermsOf(second);
        Walk(first, (item, second, own, theirs) =>
        {
            if (double.IsNaN(_terms[second].Kappa))
                return;
            var move = Move(_terms[second], second, own, theirs);
            _variances[second] += move * move;
            if (_shared[second] >= leastShared)
                moves[item] += move;
        });
    }

    /// <summary>How the two agree, once the moves are added.</summary>
    public PairAgreement Agreement(int first, int second)
    {
        var kappa = Around(_terms[second].Kappa, Math.Sqrt(_variances[second]));
        return new(first, second, _shared[second], _agreed[second], Perfect.Widen(kappa, _shared[second]));
    }

    public void Clear()
    {
        foreach (var second in _partners)
        {
            (_shared[second], _agreed[second], _variances[second]) = (0, 0, 0);
            _own.AsSpan(second * _votes.Answers, _votes.Answers).Clear();
            _theirs.AsSpan(second * _votes.Answers, _votes.Answers).Clear();
        }

        _partners.Clear();
    }

    /// <summary>The 95 % interval of a kappa and its standard error.</summary>
    public static Interval Around(double kappa, double error) =>
        new(kappa, Math.Max(-1, kappa - (NormalAt975 * error)), Math.Min(1, kappa + (NormalAt975 * error)));

    private Terms TermsOf(int second)
    {
        double shared = _shared[second], chance = 0;
        for (var answer = second * _votes.Answers; answer < (second + 1) * _votes.Answers; answer++)
            chance += _own[answer] / shared * (_theirs[answer] / shared);
        var apart = 1 - (_agreed[second] / shared);
        return new(shared, apart, chance, chance < 1 - 1e-12 ? 1 - (apart / (1 - chance)) : double.NaN);
    }

    // The derivative of kappa by the weight of one item on which the two said these.
    private double Move(Terms terms, int second, int own, int theirs)
    {
        var beyond = 1 - terms.Chance;
        var apart = (own == theirs ? 0 : 1) - terms.Apart;
        var chance = ((_theirs[(second * _votes.Answers) + own] + _own[(second * _votes.Answers) + theirs]) / terms.Shared) - (2 * terms.Chance);
        return -((apart / beyond) + (terms.Apart * chance / (beyond * beyond))) / terms.Shared;
    }

    private void Walk(int first, Action<int, int, int, int> visit)
    {
        foreach (var item in _byAnnotator.Items(first))
        {
            var people = _votes.AnnotatorsOf(item);
            var answers = _votes.AnswersOf(item);
            var at = people.BinarySearch(first);
            for (var other = at + 1; other < people.Length; other++)
                visit(item, people[other], answers[at], answers[other]);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Terms(double Shared, double Apart, double Chance, double Kappa);
}
