namespace AnnotationStudio.Engine.Learning;

/// <summary>Puts labelled items that deserve another opinion among new ones.</summary>
public static class LabelAgainOrNew
{
    /// <summary>One queue of both: a labelled item stands behind as many new items as score lower than it.</summary>
    /// <param name="fresh">New items in the strategy's order, which they keep: it makes batches diverse, and is no order of scores.</param>
    /// <param name="scoreOfFresh">Lower is more worth asking about; NaN, for what no model was asked about, comes first.</param>
    /// <param name="again">Labelled items and their scores on the same scale, in any order; equal scores keep theirs.</param>
    /// <returns>All new items, and the labelled ones that score lower than any of them.</returns>
    /// <remarks>O(n log n). Source of the comparison: Goh and Mueller, ActiveLab (2023).</remarks>
    public static IReadOnlyList<Pick> Merge(IReadOnlyList<Pick> fresh, Func<Pick, double> scoreOfFresh, IEnumerable<(Pick Pick, double Score)> again)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        // NaN sorts before all numbers.
        double[] scores = [.. fresh.Select(scoreOfFresh).Order()];
        var merged = new List<Pick>(fresh.Count);
        var taken = 0;
        foreach (var (pick, score) in again.OrderBy(candidate => candidate.Score))
        {
            var before = Lower(scores, score);
            if (before == scores.Length)
                break;
            Take(before);
            merged.Add(pick with { IsAgain = true });
        }

        Take(fresh.Count);
        return merged;

        void Take(int until)
        {
            while (taken < until)
                merged.Add(fresh[taken++]);
        }
    }

    // How many of ascending scores are lower.
    private static int Lower(double[] scores, double score)
    {
        var (from, to) = (0, scores.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (scores[middle] >= score)
                to = middle;
            else
                from = middle + 1;
        }

        return from;
    }
}
