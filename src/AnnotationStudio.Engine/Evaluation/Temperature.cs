using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>One number that all scores of a model are divided by, so that its probabilities mean what they say: above 1 it becomes less sure.</summary>
/// <remarks>
/// It changes neither which label is best nor the order of one label's items. Labels chosen by uncertainty are the hard ones, so predictions of them are
/// weighted to the confidence that the model has in what it will be asked. Where that leaves less than half of them in effect, nothing is changed: among
/// texts of one confidence too, the chosen ones are the harder, and a temperature fitted on 500 labels of the default strategy made news worse, .045 → .083.
/// Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017; weighting as in covariate shift, Shimodaira 2000; effective size, Kish 1965.
/// </remarks>
public static class Temperature
{
    private const int LeastItems = 20;
    private const double LeastEffective = .5;
    private const int Bins = 10;
    private const double MostWeight = 10;
    private const double Widest = 1.6;
    private const int Steps = 20;
    private const float Least = 1e-7f;

    /// <summary>The temperature with the least log-loss; 1 when no other is better on items it was not fitted on.</summary>
    /// <param name="outOfFold">Probabilities by models that had not seen the texts.</param>
    /// <param name="targets">The labels of each text; exactly one in a single-label task.</param>
    /// <param name="task">Softmax over labels, or a logistic for each.</param>
    /// <param name="asked">Probabilities by the model of items like those it will be asked about; null when the texts are such items themselves.</param>
    /// <returns>Within 0.2 to 5; 1 for fewer than twenty items, or when those labelled are too unlike those asked.</returns>
    /// <remarks>O(items × labels), some fifty times over.</remarks>
    public static double Fit(ProbabilityMatrix outOfFold, IReadOnlyList<int[]> targets, LabelTask task, ProbabilityMatrix? asked)
    {
        ArgumentNullException.ThrowIfNull(outOfFold);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count < LeastItems)
            return 1;
        var weights = asked is null ? null : Weights(outOfFold, asked, task);
        if (weights is not null && Math.Pow(weights.Sum(), 2) < LeastEffective * targets.Count * weights.Sum(weight => weight * weight))
            return 1;
        double[][] logits = [.. Enumerable.Range(0, targets.Count).Select(item => Logits(outOfFold[item], task))];
        int[] all = [.. Enumerable.Range(0, targets.Count)];
        int[] even = [.. all.Where(item => item % 2 == 0)], odd = [.. all.Where(item => item % 2 == 1)];
        var gain = Loss(even, 1) - Loss(even, Best(odd)) + Loss(odd, 1) - Loss(odd, Best(even));
        return gain > 0 ? Best(all) : 1;

        double Best(int[] items) => Math.Exp(Valley(logarithm => Loss(items, Math.Exp(logarithm))));

        double Loss(int[] items, double temperature) =>
            items.Sum(item => (weights?[item] ?? 1) * LossOf(logits[item], targets[item], task, temperature));
    }

    /// <summary>Rewrites probabilities as the model would have given them at a temperature.</summary>
    public static void Apply(ProbabilityMatrix probabilities, LabelTask task, double temperature)
    {
        if (temperature == 1)
            return;
        for (var row = 0; row < probabilities.Rows; row++)
            Apply(probabilities[row], task, temperature);
    }

    private static void Apply(Span<float> row, LabelTask task, double temperature)
    {
        for (var label = 0; label < row.Length; label++)
            row[label] = row[label] <= 0 ? 0
                : task == LabelTask.Single ? (float)Math.Pow(row[label], 1 / temperature)
                : (float)(1 / (1 + Math.Exp(-Logit(row[label]) / temperature)));
        if (task == LabelTask.Single && TensorPrimitives.Sum<float>(row) is > 0 and var sum)
            TensorPrimitives.Divide(row, sum, row);
    }

    // Golden section: over the logarithm of the temperature the loss has one valley.
    private static double Valley(Func<double, double> loss)
    {
        var share = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (-Widest, Widest);
        var (left, right) = (high - (share * (high - low)), low + (share * (high - low)));
        var (atLeft, atRight) = (loss(left), loss(right));
        for (var step = 0; step < Steps; step++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (share * (high - low));
                atLeft = loss(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (share * (high - low));
                atRight = loss(right);
            }
        }

        return (low + high) / 2;
    }

    // A label thought impossible stays so at every temperature, and has nothing to say about it.
    private static double LossOf(double[] logits, int[] target, LabelTask task, double temperature)
    {
        var loss = 0.0;
        if (task == LabelTask.Single)
        {
            if (double.IsNegativeInfinity(logits[target[0]]))
                return 0;
            foreach (var logit in logits)
                loss += Math.Exp((logit - logits[target[0]]) / temperature);
            return Math.Log(loss);
        }

        foreach (var logit in logits)
            loss += Math.Log(1 + Math.Exp(logit / temperature));
        foreach (var label in target)
            loss -= logits[label] / temperature;
        return loss;
    }

    private static double[] Logits(ReadOnlySpan<float> row, LabelTask task)
    {
        var logits = new double[row.Length];
        for (var label = 0; label < row.Length; label++)
            logits[label] = task == LabelTask.Single ? Math.Log(row[label]) : Logit(row[label]);
        return logits;
    }

    private static double Logit(float probability)
    {
        var inside = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(inside / (1.0 - inside));
    }

    // How much more often a confidence is met among what will be asked than among the labelled.
    private static double[] Weights(ProbabilityMatrix outOfFold, ProbabilityMatrix asked, LabelTask task)
    {
        var own = Confidences(outOfFold, task);
        var theirs = Confidences(asked, task);
        var sorted = theirs.Order().ToArray();
        double[] edges = [.. Enumerable.Range(1, Bins - 1).Select(bin => sorted[bin * sorted.Length / Bins])];
        var (ownCounts, theirCounts) = (Counts(own, edges), Counts(theirs, edges));
        return [.. own.Select(confidence =>
        {
            var bin = BinOf(confidence, edges);
            return Math.Min(MostWeight, (double)theirCounts[bin] * own.Length / ((double)ownCounts[bin] * theirs.Length));
        })];
    }

    // Single-label: of the best label. Multi-label: of the least decided one, which is where items differ.
    private static double[] Confidences(ProbabilityMatrix probabilities, LabelTask task) =>
        [.. Enumerable.Range(0, probabilities.Rows).Select(row => task == LabelTask.Single
            ? TensorPrimitives.Max<float>(probabilities[row])
            : probabilities[row].ToArray().Min(value => Math.Abs(value - .5)))];

    private static int[] Counts(double[] values, double[] edges)
    {
        var counts = new int[Bins];
        foreach (var value in values)
            counts[BinOf(value, edges)]++;
        return counts;
    }

    private static int BinOf(double value, double[] edges)
    {
        var bin = 0;
        while (bin < edges.Length && value > edges[bin])
            bin++;
        return bin;
    }
}
