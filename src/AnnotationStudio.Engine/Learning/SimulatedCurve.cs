using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What the runs of one strategy and tier came to: their mean curve, its area, and both with intervals over the seeds.</summary>
/// <remarks>The value is micro-F1, which is accuracy where every text has exactly one label, unless another is asked for.</remarks>
public sealed record SimulatedCurve
{
    private const int Smoothing = 1;

    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The strategy's name.</summary>
    public required string Strategy { get; init; }

    /// <summary>The tier's name.</summary>
    public required string Tier { get; init; }

    /// <summary>Label counts that all runs reached, ascending.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }

    /// <summary>For each seed the area under its curve, as a share of the label range: the mean value on the way.</summary>
    public required IReadOnlyDictionary<int, double> Areas { get; init; }

    /// <summary>The mean area.</summary>
    public Interval Area => Mean([.. Areas.Values]);

    /// <summary>The curves of rows, in the order in which strategies and tiers first come.</summary>
    /// <param name="rows">Rows of any data sets, in any order.</param>
    /// <param name="value">What is read of a row, from 0 to 1; null for micro-F1.</param>
    public static IReadOnlyList<SimulatedCurve> Of(IEnumerable<SimulationRow> rows, Func<SimulationRow, double>? value = null) =>
        [.. rows.Select(row => value is null ? row : row with { MicroF1 = value(row) }).GroupBy(row => (row.Dataset, row.Strategy, row.Tier)).Select(group => Of([.. group.GroupBy(row => row.Seed).Select(run => run.OrderBy(row => row.Labels).ToArray())]))];

    /// <summary>Labels at which the mean curve, smoothed over three points, reaches a value; null when it never does.</summary>
    public int? LabelsTo(double value)
    {
        for (var at = 0; at < Points.Count; at++)
        {
            var near = Points.Skip(at - Smoothing).Take(Smoothing + 1 + Math.Min(at, Smoothing));
            if (near.Average(point => point.Value.Value) >= value)
                return Points[at].Labels;
        }

        return null;
    }

    /// <summary>How much more area than another curve, seed by seed; null when fewer than two seeds are in both.</summary>
    public Interval? AreaBeyond(SimulatedCurve other)
    {
        double[] differences = [.. Areas.Where(area => other.Areas.ContainsKey(area.Key)).Select(area => area.Value - other.Areas[area.Key])];
        return differences.Length < 2 ? null : Mean(differences);
    }

    private static SimulatedCurve Of(SimulationRow[][] runs)
    {
        var shared = runs.Select(run => run.Select(row => row.Labels)).Aggregate((some, others) => some.Intersect(others)).ToArray();
        var first = runs[0][0];
        return new SimulatedCurve
        {
            Dataset = first.Dataset,
            Strategy = first.Strategy,
            Tier = first.Tier,
            Points = [.. shared.Select(labels => Point(labels, [.. runs.Select(run => run.First(row => row.Labels == labels))]))],
            Areas = runs.ToDictionary(run => run[0].Seed, run => AreaUnder([.. run.Where(row => shared.Contains(row.Labels))])),
        };
    }

    private static CurvePoint Point(int labels, SimulationRow[] rows) =>
        new(labels, Mean([.. rows.Select(row => row.MicroF1)]), rows.Average(row => row.ClassesSeen));

    private static double AreaUnder(SimulationRow[] run) =>
        run.Length < 2
            ? run.Sum(row => row.MicroF1)
            : run.Zip(run[1..]).Sum(pair => (pair.Second.Labels - pair.First.Labels) * (pair.First.MicroF1 + pair.Second.MicroF1) / 2) / (run[^1].Labels - run[0].Labels);

    private static Interval Mean(double[] values)
    {
        var mean = values.Average();
        if (values.Length < 2)
            return new Interval(mean, mean, mean);
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        var half = Student.At975(values.Length - 1) * Math.Sqrt(variance / values.Length);
        return new Interval(mean, mean - half, mean + half);
    }
}
