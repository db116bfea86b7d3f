using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>One fit of <see cref="Glad"/>.</summary>
internal sealed class GladEm
{
    private const int BlockItems = 1_024;
    private const double MeanAbility = 1;
    private const double MeanEase = 1;
    private const int Halvings = 6;

    private readonly Votes _votes;
    private readonly VotesByAnnotator _byAnnotator;
    private readonly EmSettings _settings;
    private readonly ProbabilityMatrix _posterior;
    private readonly double[] _abilities;
    private readonly double[] _eases;

    public GladEm(Votes votes, EmSettings settings)
    {
        (_posterior, _votes, _settings) = (MajorityVote.Shares(votes), votes, settings);
        _byAnnotator = new(votes);
        (_abilities, _eases) = (new double[votes.Annotators], new double[votes.Items]);
        Array.Fill(_abilities, MeanAbility);
        Array.Fill(_eases, MeanEase);
    }

    public Consensus Run(CancellationToken ct)
    {
        var objective = new List<double>();
        for (var step = 0; step < _settings.MostSteps; step++)
        {
            Blocks.Run(_settings.Threads, _votes.Annotators, FitAbility, ct);
            EachItem(FitEase, ct);
            objective.Add(EachItem(Judge, ct) - _abilities.Sum(ability => Square(ability - MeanAbility) / 2) - _eases.Sum(ease => Square(ease - MeanEase) / 2));
            if (step > 0 && objective[^1] - objective[^2] < _settings.LeastGain * Math.Max(1, _votes.Count))
                break;
        }

        return new(_posterior) { Confusions = AnnotatorConfusion.Of(_votes, _posterior), Objective = objective };
    }

    private void FitAbility(int annotator) => _abilities[annotator] = Climb(_abilities[annotator], ability =>
    {
        var (value, slope, bend) = (-Square(ability - MeanAbility) / 2, MeanAbility - ability, 1.0);
        var items = _byAnnotator.Items(annotator);
        var answers = _byAnnotator.Answers(annotator);
        for (var at = 0; at < items.Length; at++)
        {
            var ease = Math.Exp(_eases[items[at]]);
            var (gain, right, own) = Vote(ability * ease, _posterior[items[at]][answers[at]]);
            value += gain;
            slope += (own - right) * ease;
            bend += right * (1 - right) * ease * ease;
        }

        return (value, slope, bend);
    });

    private double FitEase(int item)
    {
        _eases[item] = Climb(_eases[item], ease =>
        {
            var (value, slope, bend) = (-Square(ease - MeanEase) / 2, MeanEase - ease, 1.0);
            var people = _votes.AnnotatorsOf(item);
            var answers = _votes.AnswersOf(item);
            for (var at = 0; at < people.Length; at++)
            {
                var strength = _abilities[people[at]] * Math.Exp(ease);
                var (gain, right, own) = Vote(strength, _posterior[item][answers[at]]);
                value += gain;
                slope += (own - right) * strength;
                bend += right * (1 - right) * strength * strength;
            }

            return (value, slope, bend);
        });
        return 0;
    }

    private double Judge(int item)
    {
        var people = _votes.AnnotatorsOf(item);
        var answers = _votes.AnswersOf(item);
        if (people.IsEmpty)
            return 0;
        var logs = new double[_votes.Labels];
        for (var at = 0; at < people.Length; at++)
        {
            var strength = _abilities[people[at]] * Math.Exp(_eases[item]);
            var (yes, no) = (LogLogistic(strength), LogLogistic(-strength) - Math.Log(Math.Max(1, logs.Length - 1)));
            for (var label = 0; label < logs.Length; label++)
                logs[label] += label == answers[at] ? yes : no;
        }

        var most = logs.Max();
        var sum = logs.Sum(log => Math.Exp(log - most));
        for (var label = 0; label < logs.Length; label++)
            _posterior[item][label] = (float)(Math.Exp(logs[label] - most) / sum);
        return most + Math.Log(sum / logs.Length);
    }

    // What a vote says for a strength, the chance that it is right at that strength, and the chance that it is right as things stand.
    private static (double Gain, double Right, double Own) Vote(double strength, double own) =>
        ((own * LogLogistic(strength)) + ((1 - own) * LogLogistic(-strength)), Logistic(strength), own);

    // One step of Newton's with Fisher's curvature, halved until it does not go down.
    private static double Climb(double at, Func<double, (double Value, double Slope, double Bend)> ground)
    {
        var (value, slope, bend) = ground(at);
        var step = Math.Clamp(slope / bend, -1, 1);
        for (var halving = 0; halving < Halvings; halving++, step /= 2)
            if (ground(at + step).Value >= value)
                return at + step;
        return at;
    }

    private double EachItem(Func<int, double> visit, CancellationToken ct)
    {
        var sums = new double[Blocks.Count(_votes.Items, BlockItems)];
        Blocks.Run(_settings.Threads, sums.Length, block =>
        {
            for (var item = block * BlockItems; item < Math.Min(_votes.Items, (block + 1) * BlockItems); item++)
                sums[block] += visit(item);
        }, ct);
        return sums.Sum();
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    private static double LogLogistic(double value) => value > 0 ? -Math.Log(1 + Math.Exp(-value)) : value - Math.Log(1 + Math.Exp(value));

    private static double Square(double value) => value * value;
}
