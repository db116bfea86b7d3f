using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Expectation–maximisation over votes: what items are, given how people answer; how people answer, given what items are.</summary>
/// <remarks>
/// People are worked on in parallel when they are fitted and items when they are judged, each writing to a place of their own, so threads change nothing.
/// O(votes × labels) a step. Source: Dempster, Laird and Rubin 1977; Dawid and Skene 1979.
/// </remarks>
internal sealed class VoteEm
{
    private const int BlockItems = 4_096;

    private readonly Votes _votes;
    private readonly VotesByAnnotator _byAnnotator;
    private readonly IAnnotatorModel _model;
    private readonly IItemPrior _prior;
    private readonly EmSettings _settings;
    private readonly double[] _posterior;
    private readonly double[] _logs;
    private readonly double[] _plausible;

    private VoteEm(Votes votes, IAnnotatorModel model, IItemPrior prior, EmSettings settings)
    {
        (_votes, _byAnnotator, _model, _prior, _settings) = (votes, new(votes), model, prior, settings);
        _posterior = Array.ConvertAll(MajorityVote.Shares(votes).Values, share => (double)share);
        _logs = new double[votes.Annotators * votes.Labels * votes.Labels];
        _plausible = new double[votes.Annotators];
    }

    /// <summary>The consensus where every item is beforehand what items are on the whole.</summary>
    public static Consensus Run(Votes votes, IAnnotatorModel model, EmSettings settings, CancellationToken ct) =>
        Run(votes, model, new ClassShares(votes, settings.Smoothing), settings, ct);

    /// <summary>The consensus, started from the majority.</summary>
    public static Consensus Run(Votes votes, IAnnotatorModel model, IItemPrior itemPrior, EmSettings settings, CancellationToken ct)
    {
        var em = new VoteEm(votes, model, itemPrior, settings);
        var objective = new List<double>();
        for (var step = 0; step < settings.MostSteps; step++)
        {
            var prior = itemPrior.Fit(em._posterior);
            em.FitPeople(ct);
            objective.Add(em.Judge(ct) + em._plausible.Sum() + prior);
            if (step > 0 && objective[^1] - objective[^2] < settings.LeastGain * Math.Max(1, votes.Count))
                break;
        }

        var posterior = em.Posterior();
        return new(posterior) { Confusions = AnnotatorConfusion.Of(votes, posterior), Objective = objective };
    }

    private ProbabilityMatrix Posterior()
    {
        var posterior = new ProbabilityMatrix(_votes.Items, _votes.Labels);
        for (var item = 0; item < _votes.Items; item++)
            if (_prior.KnowsItems || _votes.CountOf(item) > 0)
                TensorPrimitives.ConvertTruncating<double, float>(_posterior.AsSpan(item * _votes.Labels, _votes.Labels), posterior[item]);
        return posterior;
    }

    private void FitPeople(CancellationToken ct)
    {
        var (labels, cells) = (_votes.Labels, _votes.Labels * _votes.Labels);
        Blocks.Run(_settings.Threads, _votes.Annotators, () => new double[cells], (annotator, counts) =>
        {
            Array.Clear(counts);
            var items = _byAnnotator.Items(annotator);
            var answers = _byAnnotator.Answers(annotator);
            for (var at = 0; at < items.Length; at++)
            {
                var row = counts.AsSpan(answers[at] * labels, labels);
                TensorPrimitives.Add(row, _posterior.AsSpan(items[at] * labels, labels), row);
            }

            var logs = _logs.AsSpan(annotator * cells, cells);
            _plausible[annotator] = _model.Fit(annotator, counts, logs);
            TensorPrimitives.Log(logs, logs);
        }, ct);
    }

    // The posterior of every item, and the logarithm of how likely all votes are.
    private double Judge(CancellationToken ct)
    {
        var labels = _votes.Labels;
        var likely = new double[Blocks.Count(_votes.Items, BlockItems)];
        Blocks.Run(_settings.Threads, likely.Length, block =>
        {
            for (var item = block * BlockItems; item < Math.Min(_votes.Items, (block + 1) * BlockItems); item++)
                likely[block] += Judge(item, _posterior.AsSpan(item * labels, labels));
        }, ct);
        return likely.Sum();
    }

    private double Judge(int item, Span<double> row)
    {
        var people = _votes.AnnotatorsOf(item);
        var answers = _votes.AnswersOf(item);
        _prior.Write(item, row);
        for (var at = 0; at < people.Length; at++)
            TensorPrimitives.Add(row, _logs.AsSpan(((people[at] * row.Length) + answers[at]) * row.Length, row.Length), row);
        var most = TensorPrimitives.Max<double>(row);
        TensorPrimitives.Subtract(row, most, row);
        TensorPrimitives.Exp(row, row);
        var sum = TensorPrimitives.Sum<double>(row);
        TensorPrimitives.Divide(row, sum, row);
        return most + Math.Log(sum);
    }
}
