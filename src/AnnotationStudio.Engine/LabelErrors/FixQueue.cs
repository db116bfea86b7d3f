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
    /// <param name="wrong">Items × labels: the chance that what was said of each label is wrong, as <see cref="TurnedLabels"/> has it.</param>
    /// <param name="conflicts">Items that nearly equal each other with different labels.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Those first that are likeliest to have a wrong label; ties by item.</returns>
    /// <remarks>O(items × labels log labels + items log items).</remarks>
    public static IReadOnlyList<SuspectSet> OrderItems(ProbabilityMatrix wrong, IReadOnlyList<Conflict> conflicts, int count)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        ArgumentNullException.ThrowIfNull(conflicts);
        var raised = Raise([.. Enumerable.Range(0, wrong.Rows).Select(item => TurnedLabels.OfItem(wrong[item]))], conflicts);
        return
        [
            .. Enumerable.Range(0, wrong.Rows)
                .OrderByDescending(item => raised[item].Doubt)
                .Take(count)
                .Select(item => new SuspectSet(item, InDoubt(wrong[item]), raised[item].Doubt, raised[item].Twin)),
        ];
    }

    // The label that is likeliest wrong, though it need not be likely, and all that are as likely wrong as right.
    private static int[] InDoubt(ReadOnlySpan<float> wrong)
    {
        var chances = wrong.ToArray();
        return [.. Enumerable.Range(0, chances.Length).OrderByDescending(label => chances[label]).TakeWhile((label, place) => place == 0 || chances[label] >= .5)];
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
