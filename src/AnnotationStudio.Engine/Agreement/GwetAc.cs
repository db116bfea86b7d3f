using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Gwet's agreement coefficients: like kappa, but steady where one label is much commoner than the others.</summary>
/// <remarks>
/// Source: Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, British Journal of Mathematical and Statistical
/// Psychology 61, 2008; AC2 and missing votes: Handbook of Inter-Rater Reliability, 4th ed. 2014.
/// </remarks>
public static class GwetAc
{
    /// <summary>AC1: answers agree or do not.</summary>
    /// <returns>At most 1. NaN when no item has two votes, or there is one answer only.</returns>
    /// <remarks>O(votes).</remarks>
    public static double Ac1(Votes votes)
    {
        var patterns = new VotePatterns(votes);
        var sums = new NominalSums(patterns, ItemResampling.Whole(patterns));
        return NominalSums.Beyond(sums.Observed(0), sums.GwetChance(0));
    }

    /// <summary>AC2: labels agree by degrees.</summary>
    /// <param name="votes">Single-label.</param>
    /// <param name="agreement">For each two labels how far they agree, from 0 to 1; 1 for a label with itself; symmetric. See <see cref="Quadratic"/>.</param>
    /// <returns>At most 1. NaN when no item has two votes, or there is one label only.</returns>
    /// <exception cref="ArgumentException">Multi-label votes, or a table of another size.</exception>
    /// <remarks>O(votes + patterns × labels).</remarks>
    public static double Ac2(Votes votes, double[,] agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        var labels = votes.Labels;
        if (votes.Task == LabelTask.Multi || agreement.GetLength(0) != labels || agreement.GetLength(1) != labels)
            throw new ArgumentException($"AC2 takes single-label votes and a table of {labels} × {labels}.", nameof(agreement));

        var patterns = new VotePatterns(votes);
        var sums = new NominalSums(patterns, ItemResampling.Whole(patterns));
        var (observed, overlapping) = (0.0, 0);
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            var answers = patterns.Answers(pattern);
            if (answers.Length < 2)
                continue;
            observed += patterns.Items(pattern) * Degree(answers, agreement);
            overlapping += patterns.Items(pattern);
        }

        var weight = 0.0;
        foreach (var degree in agreement)
            weight += degree;
        return NominalSums.Beyond(observed / overlapping, weight / labels * sums.GwetChance(0));
    }

    /// <summary>Agreement that falls with the square of the distance between labels in their order.</summary>
    public static double[,] Quadratic(int labels)
    {
        var agreement = new double[labels, labels];
        for (var one = 0; one < labels; one++)
            for (var other = 0; other < labels; other++)
                agreement[one, other] = labels == 1 ? 1 : 1 - Math.Pow((double)(one - other) / (labels - 1), 2);
        return agreement;
    }

    private static double Degree(ReadOnlySpan<int> answers, double[,] agreement)
    {
        var sum = 0.0;
        for (var one = 0; one < answers.Length; one++)
            for (var other = 0; other < one; other++)
                sum += agreement[answers[one], answers[other]];
        return 2 * sum / (answers.Length * (answers.Length - 1));
    }
}
