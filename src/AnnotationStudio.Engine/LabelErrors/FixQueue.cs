using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>Labels to look at again, those first whose look is likeliest to find an error: a look costs the same everywhere.</summary>
public static class FixQueue
{
    /// <summary>The queue of a single-label task.</summary>
    /// <param name="outOfSample">Items × labels, by models that had not seen the items: see <see cref="ErrorSearch"/>.</param>
    /// <param name="given">The label of each item.</param>
    /// <param name="conflicts">Items that nearly equal each other with different labels. Given that one of two is wrong, each is the more in doubt.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Most doubtful first; ties by item.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    /// <remarks>O(items × labels + items log items).</remarks>
    public static IReadOnlyList<Suspect> Order(ProbabilityMatrix outOfSample, IReadOnlyList<int> given, IReadOnlyList<Conflict> conflicts, int count)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(conflicts);
        if (given.Count != outOfSample.Rows)
            throw new ArgumentException($"{given.Count} labels for {outOfSample.Rows} items.", nameof(given));
        double[] doubts = [.. Enumerable.Range(0, given.Count).Select(item => 1 - LabelQuality.SelfConfidence(outOfSample[item], given[item]))];
        var raised = Raise(doubts, conflicts);
        return
        [
            .. Enumerable.Range(0, given.Count)
                .OrderByDescending(item => raised[item].Doubt)
                .Take(count)
                .Select(item => new Suspect(item, given[item], Likely(outOfSample[item], given[item]), raised[item].Doubt, raised[item].Twin)),
        ];
    }

    /// <summary>The queue of a multi-label task: each label of each item that was given or left out against what the model says.</summary>
    /// <param name="outOfSample">Items × labels, independent of each other, by models that had not seen the items.</param>
    /// <param name="given">The labels of each item, ascending.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Most doubtful first; ties by item, then label.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    public static IReadOnlyList<Suspect> OrderSets(ProbabilityMatrix outOfSample, IReadOnlyList<int[]> given, int count)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Count != outOfSample.Rows)
            throw new ArgumentException($"{given.Count} sets of labels for {outOfSample.Rows} items.", nameof(given));
        var scores = new double[outOfSample.Labels];
        var suspects = new List<Suspect>();
        for (var item = 0; item < given.Count; item++)
        {
            LabelQuality.OfEachLabel(outOfSample[item], given[item], scores);
            for (var label = 0; label < scores.Length; label++)
                if (scores[label] < .5)
                    suspects.Add(new(item, label, label, 1 - scores[label], null));
        }

        return [.. suspects.OrderByDescending(suspect => suspect.Doubt).Take(count)];
    }

    /// <summary>The queue of a multi-label task by items: a look at an item settles all of its labels at once.</summary>
    /// <param name="outOfSample">Items × labels, independent of each other, by models that had not seen the items: see <see cref="SetErrorSearch"/>.</param>
    /// <param name="given">The labels of each item, ascending.</param>
    /// <param name="conflicts">Items that nearly equal each other with different labels.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Lowest <see cref="LabelQuality.OfSet"/> first; ties by item.</returns>
    /// <exception cref="ArgumentException">Another number of items.</exception>
    /// <remarks>O(items × labels log labels + items log items). Source: Thyagarajan et al., Identifying Incorrect Annotations in Multi-Label Classification Data, 2022.</remarks>
    public static IReadOnlyList<SuspectSet> OrderItems(ProbabilityMatrix outOfSample, IReadOnlyList<int[]> given, IReadOnlyList<Conflict> conflicts, int count)
    {
        ArgumentNullException.ThrowIfNull(outOfSample);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(conflicts);
        if (given.Count != outOfSample.Rows)
            throw new ArgumentException($"{given.Count} sets of labels for {outOfSample.Rows} items.", nameof(given));
        var scores = new double[outOfSample.Labels];
        var doubts = new double[given.Count];
        for (var item = 0; item < doubts.Length; item++)
        {
            LabelQuality.OfEachLabel(outOfSample[item], given[item], scores);
            doubts[item] = 1 - LabelQuality.OfSet(scores);
        }

        var raised = Raise(doubts, conflicts);
        return
        [
            .. Enumerable.Range(0, given.Count)
                .OrderByDescending(item => raised[item].Doubt)
                .Take(count)
                .Select(item => new SuspectSet(item, InDoubt(outOfSample[item], given[item]), raised[item].Doubt, raised[item].Twin)),
        ];
    }

    // Where everything fits, the label that fits least: the twin is what makes such an item suspect.
    private static int[] InDoubt(ReadOnlySpan<float> row, int[] given)
    {
        var scores = new double[row.Length];
        LabelQuality.OfEachLabel(row, given, scores);
        int[] worst = [.. Enumerable.Range(0, scores.Length).OrderBy(label => scores[label])];
        return [.. worst.TakeWhile((label, place) => place == 0 || scores[label] < .5)];
    }

    // Of two that cannot both be right, how likely each is the wrong one: doubt over the chance that any is.
    private static (double Doubt, int? Twin)[] Raise(double[] doubts, IReadOnlyList<Conflict> conflicts)
    {
        (double Doubt, int? Twin)[] raised = [.. doubts.Select(doubt => (doubt, (int?)null))];
        foreach (var (first, second) in conflicts)
        {
            var any = 1 - ((1 - doubts[first]) * (1 - doubts[second]));
            Raise(first, second, any);
            Raise(second, first, any);
        }

        return raised;

        void Raise(int item, int twin, double any)
        {
            var doubt = any > 0 ? doubts[item] / any : .5;
            if (doubt > raised[item].Doubt || raised[item].Twin is null)
                raised[item] = (Math.Max(doubt, raised[item].Doubt), twin);
        }
    }

    private static int Likely(ReadOnlySpan<float> row, int given)
    {
        var likely = -1;
        for (var label = 0; label < row.Length; label++)
            if (label != given && (likely < 0 || row[label] > row[likely]))
                likely = label;
        return likely < 0 ? given : likely;
    }
}
