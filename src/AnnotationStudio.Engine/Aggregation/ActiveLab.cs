using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Whether one more opinion on a labelled item would teach more than a new item: how sure people and a classifier are of each, on one scale for both.</summary>
/// <remarks>
/// <para>The score is the mean confidence in the best label, between 1/K and 1, <b>lower is more worth asking about</b>: the classifier's probability, for each
/// annotator who voted P where they chose the label and (1 − P) / (K − 1) where not, and 1/K once for an annotator who did not look. An annotator weighs
/// 1 − (1 − s) / (1 − b), the classifier 1 − (1 − a) / (1 − b) times the root of the mean number of votes; the one who did not look weighs as the mean annotator.
/// P is how often votes are the consensus, s how often an annotator says what others say, a how often the classifier says the consensus, b the share of the most common
/// consensus. An item that nobody labelled has the classifier's term and that of the one who did not look.</para>
/// <para>Source: Goh and Mueller, ActiveLab: Active Learning with Re-Labeling by Multiple Annotators (2023). It differs from the paper in two ways, for projects where few
/// items have two votes: who labelled an item alone is compared with the classifier on it, and everybody's agreement is drawn to the mean by four votes.
/// Items with one label each: for sets of labels nothing is defined.</para>
/// </remarks>
public sealed class ActiveLab
{
    private const double LeastWeight = 1e-6;
    private const double VotesToMean = 4;
    private readonly Votes _votes;
    private readonly ProbabilityMatrix _model;
    private readonly double[] _weights;
    private readonly double _mean;

    private ActiveLab(Votes votes, ProbabilityMatrix model, double[] weights, double modelWeight, double confidence)
    {
        (_votes, _model, _weights, ModelWeight, Confidence) = (votes, model, weights, modelWeight, confidence);
        _mean = weights.Length == 0 ? 1 : weights.Average();
    }

    /// <summary>What each annotator weighs, above 0 and at most 1.</summary>
    public IReadOnlyList<double> AnnotatorWeights => _weights;

    /// <summary>What the classifier weighs, above 0.</summary>
    public double ModelWeight { get; }

    /// <summary>How sure one vote is of the label it chose: the share of votes that are the consensus, from 1/K to 1.</summary>
    public double Confidence { get; }

    /// <summary>Learns what everybody weighs.</summary>
    /// <param name="votes">Single-label; the order of votes does not matter.</param>
    /// <param name="model">Items × labels: what a classifier that had not seen an item says of it, rows summing to 1.</param>
    /// <exception cref="ArgumentException">Sets of labels, or probabilities of other items or labels.</exception>
    /// <remarks>O(votes × votes of an item + items × labels).</remarks>
    public static ActiveLab Learn(Votes votes, ProbabilityMatrix model)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(model);
        if (votes.Task == LabelTask.Multi)
            throw new ArgumentException("Another opinion is weighed for items with one label each: these votes are sets of labels.", nameof(votes));
        if (model.Rows != votes.Items || model.Labels != votes.Labels)
            throw new ArgumentException($"Probabilities of {model.Rows} items and {model.Labels} labels for votes on {votes.Items} and {votes.Labels}.", nameof(model));
        int[] labelled = [.. Enumerable.Range(0, votes.Items).Where(item => votes.CountOf(item) > 0)];
        if (labelled.Length == 0)
            return new(votes, model, [.. Enumerable.Repeat(1.0, votes.Annotators)], 1, 1);
        int[] consensus = [.. labelled.Select(item => Majority(votes, model, item))];
        var error = Math.Max(LeastWeight, 1 - (consensus.CountBy(label => label).Max(pair => pair.Value) / (double)labelled.Length));
        var right = labelled.Where((item, at) => TensorPrimitives.IndexOfMax<float>(model[item]) == consensus[at]).Count() / (double)labelled.Length;
        var modelWeight = Weight(right, error) * Math.Sqrt(votes.Count / (double)labelled.Length);
        double[] weights = [.. Agreement(votes, model).Select(agreement => Weight(agreement, error))];
        var kept = labelled.Select((item, at) => votes.AnswersOf(item).Count(consensus[at])).Sum();
        return new(votes, model, weights, modelWeight, Math.Clamp(kept / (double)votes.Count, 1.0 / votes.Labels, 1));
    }

    /// <summary>The score of an item by its votes and what the classifier says of it.</summary>
    /// <param name="item">Index among those learned from, labelled or not.</param>
    public double Score(int item) => _votes.CountOf(item) == 0 ? ScoreNew(TensorPrimitives.Max<float>(_model[item])) : Believed(item, Best(item));

    /// <summary>The score of an item that nobody labelled.</summary>
    /// <param name="probability">What the classifier gives its best label, from 1/K to 1.</param>
    public double ScoreNew(double probability) => ((ModelWeight * probability) + (_mean / _votes.Labels)) / (ModelWeight + _mean);

    /// <summary>The label that people and classifier together are surest of; of equals the first.</summary>
    /// <param name="item">Index among those learned from.</param>
    public int Best(int item)
    {
        var best = 0;
        for (var label = 1; label < _votes.Labels; label++)
            if (Believed(item, label) > Believed(item, best))
                best = label;
        return best;
    }

    private double Believed(int item, int label)
    {
        var (sum, weight) = ((ModelWeight * _model[item][label]) + (_mean / _votes.Labels), ModelWeight + _mean);
        var people = _votes.AnnotatorsOf(item);
        var answers = _votes.AnswersOf(item);
        var other = _votes.Labels < 2 ? 0 : (1 - Confidence) / (_votes.Labels - 1);
        for (var at = 0; at < people.Length; at++)
        {
            sum += _weights[people[at]] * (answers[at] == label ? Confidence : other);
            weight += _weights[people[at]];
        }

        return sum / weight;
    }

    // How often each says what others say of the same item, the classifier standing in where there are no others.
    private static double[] Agreement(Votes votes, ProbabilityMatrix model)
    {
        var (same, pairs) = (new double[votes.Annotators], new double[votes.Annotators]);
        for (var item = 0; item < votes.Items; item++)
        {
            var people = votes.AnnotatorsOf(item);
            var answers = votes.AnswersOf(item);
            for (var at = 0; at < people.Length; at++)
            {
                same[people[at]] += people.Length == 1 ? (TensorPrimitives.IndexOfMax<float>(model[item]) == answers[0] ? 1 : 0) : answers.Count(answers[at]) - 1;
                pairs[people[at]] += Math.Max(1, people.Length - 1);
            }
        }

        var mean = same.Sum() / pairs.Sum();
        return [.. same.Select((agreeing, person) => (agreeing + (VotesToMean * mean)) / (pairs[person] + VotesToMean))];
    }

    private static double Weight(double agreement, double baselineError) => Math.Max(LeastWeight, 1 - ((1 - agreement) / baselineError));

    // Of labels with as many votes the one that the classifier prefers.
    private static int Majority(Votes votes, ProbabilityMatrix model, int item)
    {
        var answers = votes.AnswersOf(item);
        var best = answers[0];
        foreach (var answer in answers)
            if ((answers.Count(answer), model[item][answer], -answer).CompareTo((answers.Count(best), model[item][best], -best)) > 0)
                best = answer;
        return best;
    }
}
