using System.Globalization;
using System.Text;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>A simulation in words and tables: Markdown with a chart for each data set.</summary>
public static class CurveReport
{
    private const string Yardstick = "random";
    private static readonly int[] Columns = [25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

    /// <summary>The report of some curves.</summary>
    /// <param name="curves">Of any data sets.</param>
    /// <param name="target">A value of which the report says when each curve reaches it; null for none.</param>
    /// <param name="chartOf">The address of a data set's chart, as an image is named in Markdown.</param>
    public static string Markdown(IReadOnlyList<SimulatedCurve> curves, double? target, Func<string, string> chartOf)
    {
        var text = new StringBuilder("# Simulation\n");
        foreach (var set in curves.GroupBy(curve => curve.Dataset))
            Write(text, [.. set], target, chartOf(set.Key));
        return text.Append("""

            The value is micro-F1 on the whole test file, which is accuracy where every text has exactly one label. Ranges are 95 % intervals over the seeds (Student's t).
            The area is the mean value on the way from the first fit to the last, "beyond random" its difference from the random strategy seed by seed: an interval that
            holds 0 shows no difference.

            """.ReplaceLineEndings("\n")).ToString();
    }

    private static void Write(StringBuilder text, SimulatedCurve[] curves, double? target, string chart)
    {
        int[] reached = [.. curves[0].Points.Select(point => point.Labels)];
        int[] columns = [.. reached.Where(labels => Columns.Contains(labels) || labels == reached[^1])];
        var name = Escaped(curves[0].Dataset);
        text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n![Curves of {name}]({chart})\n\n| strategy | tier | seeds |");
        foreach (var labels in columns)
            text.Append(CultureInfo.InvariantCulture, $" {labels} |");
        text.Append(" area | beyond random | classes after 50 |").Append(target is null ? "\n" : string.Create(CultureInfo.InvariantCulture, $" labels to {target} |\n"));
        text.Append("|---|---|").Append(string.Concat(Enumerable.Repeat("--:|", columns.Length + 4 + (target is null ? 0 : 1)))).Append('\n');
        foreach (var curve in curves)
        {
            var yardstick = curves.FirstOrDefault(other => other.Strategy == Yardstick && other.Tier == curve.Tier && other != curve);
            text.Append(CultureInfo.InvariantCulture, $"| {curve.Strategy} | {curve.Tier} | {curve.Areas.Count} |");
            foreach (var labels in columns)
                text.Append(' ').Append(Cell(curve.Points.Where(point => point.Labels == labels).Select(point => (Interval?)point.Value).FirstOrDefault())).Append(" |");
            text.Append(' ').Append(Cell(curve.Area)).Append(" | ").Append(Cell(yardstick is null ? null : curve.AreaBeyond(yardstick), "+0.000;-0.000;0.000")).Append(" |");
            var classes = curve.Points.Where(point => point.Labels == 50).Select(point => point.ClassesSeen.ToString("0.#", CultureInfo.InvariantCulture)).FirstOrDefault();
            text.Append(CultureInfo.InvariantCulture, $" {classes ?? "–"} |");
            if (target is { } value)
                text.Append(CultureInfo.InvariantCulture, $" {curve.LabelsTo(value)?.ToString(CultureInfo.InvariantCulture) ?? $"> {reached[^1]}"} |");
            text.Append('\n');
        }
    }

    private static string Cell(Interval? figure, string format = "0.000") => figure is not { } known ? "–"
        : known.Low == known.High ? known.Value.ToString(format, CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{known.Value.ToString(format, CultureInfo.InvariantCulture)} ({known.Low.ToString(format, CultureInfo.InvariantCulture)} to {known.High.ToString(format, CultureInfo.InvariantCulture)})");

    private static string Escaped(string name) => name.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
