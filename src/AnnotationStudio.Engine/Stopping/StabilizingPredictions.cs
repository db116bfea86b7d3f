using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Stopping;

/// <summary>Whether more labels still change what the model says: successive models answer one fixed sample of the pool, labelled or not.</summary>
/// <remarks>
/// Source: Bloodgood and Vijay-Shanker, A Method for Stopping Active Learning Based on Stabilizing Predictions, CoNLL 2009: kappa of at least
/// 0.99, the mean of three rounds. It says that labels chosen this way bring little more, not that the model is good.
/// </remarks>
public static class StabilizingPredictions
{
    /// <summary>Successive agreements that must be high together.</summary>
    public const int Rounds = 3;

    /// <summary>Mean agreement that counts as stable.</summary>
    public const double Stable = .99;

    /// <summary>Items of the fixed sample; fewer make a kappa of .99 hang on a single item.</summary>
    public const int SampleSize = 2_000;

    /// <summary>Cohen's kappa of two models over one sample: 1 when they say the same of every item.</summary>
    /// <param name="before">What the earlier model suggests for each item; none, one or several labels.</param>
    /// <param name="after">What the later one suggests, in the same order.</param>
    /// <param name="labels">What the indexes mean. In a multi-label task every label of every item is one yes or no.</param>
    /// <returns>At most 1; 1 when both say one and the same of everything, although chance alone would explain that.</returns>
    /// <exception cref="ArgumentException">No items, or not as many.</exception>
    /// <remarks>O(items × labels). Source: Cohen 1960.</remarks>
    public static double Agreement(IReadOnlyList<int[]> before, IReadOnlyList<int[]> after, LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(labels);
        if (before.Count == 0 || before.Count != after.Count)
            throw new ArgumentException($"{before.Count} answers against {after.Count}: both models answer the same items, at least one.", nameof(after));
        return labels.Task == LabelTask.Single ? Kappa(Single(before, labels), Single(after, labels), labels.Count + 1) : Kappa(Cells(before, labels), Cells(after, labels), 2);
    }

    /// <summary>Whether the last agreements are high enough to stop.</summary>
    /// <param name="agreements">Of each model with the one before it, oldest first.</param>
    public static Stability Judge(IReadOnlyList<double> agreements)
    {
        ArgumentNullException.ThrowIfNull(agreements);
        if (agreements.Count < Rounds)
            return new(false, null, $"Too early to tell whether predictions are stable: that takes {Rounds + 1} rounds.");
        var mean = agreements.TakeLast(Rounds).Average();
        var (share, bar) = (Stability.Hundredths(mean), Stability.Hundredths(Stable));
        return mean >= Stable
            ? new(true, mean, $"Predictions are stable: the last {Rounds} rounds agree with the one before by a kappa of {share}; {bar} counts as stable. More labels of this kind change little.")
            : new(false, mean, $"Predictions still change: the last {Rounds} rounds agree with the one before by a kappa of {share}; {bar} counts as stable.");
    }

    private static double Kappa(int[] before, int[] after, int categories)
    {
        var (first, second, same) = (new double[categories], new double[categories], 0);
        for (var at = 0; at < before.Length; at++)
        {
            first[before[at]]++;
            second[after[at]]++;
            same += before[at] == after[at] ? 1 : 0;
        }

        var observed = (double)same / before.Length;
        var expected = Enumerable.Range(0, categories).Sum(category => first[category] / before.Length * (second[category] / before.Length));
        return same == before.Length ? 1 : (observed - expected) / (1 - expected);
    }

    // No suggestion is a category of its own.
    private static int[] Single(IReadOnlyList<int[]> answers, LabelSet labels) => [.. answers.Select(answer => answer.Length == 0 ? labels.Count : answer[0])];

    private static int[] Cells(IReadOnlyList<int[]> answers, LabelSet labels) =>
        [.. answers.SelectMany(answer => Enumerable.Range(0, labels.Count).Select(label => Array.IndexOf(answer, label) >= 0 ? 1 : 0))];
}
