using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>How many labels a strategy takes to a value, against another one, seed by seed.</summary>
/// <param name="Target">The value.</param>
/// <param name="Ours">Labels that the strategy took, mean over the seeds that reached it; null when fewer than two did.</param>
/// <param name="Yardstick">The same of the other.</param>
/// <param name="Saved">How many fewer than the other, mean of the seeds' differences; null when fewer than two seeds reached it by both.</param>
/// <remarks>Between two evaluations the curve is taken as straight. Intervals are Student's t over the seeds.</remarks>
public sealed record LabelSaving(double Target, Interval? Ours, Interval? Yardstick, Interval? Saved)
{
    /// <summary>The saving of one strategy against another.</summary>
    /// <param name="rows">Rows of one simulation with one tier.</param>
    /// <param name="strategy">Whose saving.</param>
    /// <param name="yardstick">Against whom, usually random.</param>
    /// <param name="share">The target, as a share of the value that the yardstick ends with: above 0 to 1.</param>
    /// <exception cref="ArgumentException">The rows hold no run of the yardstick.</exception>
    public static LabelSaving Of(IEnumerable<SimulationRow> rows, string strategy, string yardstick, double share)
    {
        var runs = rows.GroupBy(row => (row.Strategy, row.Seed)).ToDictionary(run => run.Key, run => run.OrderBy(row => row.Labels).ToArray());
        var ends = runs.Where(run => run.Key.Strategy == yardstick).Select(run => run.Value[^1].MicroF1).ToArray();
        if (ends.Length == 0)
            throw new ArgumentException($"No run of {yardstick} is among the rows.", nameof(rows));
        var target = share * ends.Average();
        var ours = Labels(runs, strategy, target);
        var theirs = Labels(runs, yardstick, target);
        return new LabelSaving(
            target, Mean([.. ours.Values]), Mean([.. theirs.Values]),
            Mean([.. ours.Where(run => theirs.ContainsKey(run.Key)).Select(run => theirs[run.Key] - run.Value)]));
    }

    private static Dictionary<int, double> Labels(Dictionary<(string Strategy, int Seed), SimulationRow[]> runs, string strategy, double target) => runs
        .Where(run => run.Key.Strategy == strategy)
        .Select(run => (run.Key.Seed, Labels: Crossing(run.Value, target)))
        .Where(run => run.Labels is not null)
        .ToDictionary(run => run.Seed, run => run.Labels!.Value);

    private static double? Crossing(SimulationRow[] run, double target)
    {
        for (var at = 0; at < run.Length; at++)
        {
            // A mean of equal figures is not always that figure to the last bit.
            if (run[at].MicroF1 < target - 1e-12)
                continue;
            if (at == 0)
                return run[0].Labels;
            var (before, after) = (run[at - 1], run[at]);
            return before.Labels + ((after.Labels - before.Labels) * Math.Min(1, (target - before.MicroF1) / (after.MicroF1 - before.MicroF1)));
        }

        return null;
    }

    private static Interval? Mean(double[] values)
    {
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        var half = Student.At975(values.Length - 1) * Math.Sqrt(variance / values.Length);
        return new Interval(mean, mean - half, mean + half);
    }
}
