using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The CSV of a simulation: written as rows come, read again to go on where it ended.</summary>
internal static class CurveFile
{
    /// <summary>The rows of a file; none when there is no file. A last line that a stop left unfinished is passed over.</summary>
    public static async Task<Outcome<List<SimulationRow>>> ReadAsync(string path, CancellationToken ct)
    {
        var rows = new List<SimulationRow>();
        if (!File.Exists(path))
            return rows;
        var text = await File.ReadAllTextAsync(path, ct);
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        if (text.Length > 0 && lines[0] != SimulationRow.Header)
            return Problem.Invalid("--out", $"{path} is not the CSV of a simulation: its first line is not {SimulationRow.Header}. Name another file, or leave --resume out to overwrite it.");
        for (var line = 1; line < lines.Length; line++)
        {
            // Only a line that ends is whole: the last one may be cut in the middle of a number.
            if (lines[line].Length == 0 || line == lines.Length - 1)
                continue;
            try
            {
                rows.Add(SimulationRow.Parse(lines[line]));
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                return Problem.Invalid("--out", $"Row {line:N0} of {path} is no row of a simulation: {exception.Message} Mend or delete it, and try again.");
            }
        }

        return rows;
    }

    /// <summary>A file with some rows, ready for more. The old one stays until the new one is whole.</summary>
    public static async Task<StreamWriter> OpenAsync(string path, IEnumerable<SimulationRow> rows, CancellationToken ct)
    {
        var temporary = path + ".tmp";
        await File.WriteAllLinesAsync(temporary, rows.Select(row => row.ToCsv()).Prepend(SimulationRow.Header), ct);
        File.Move(temporary, path, overwrite: true);
        return new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Writes a Markdown file, and beside it a chart for each data set.</summary>
    public static async Task WriteReportAsync(string path, IEnumerable<SimulationRow> rows, double? target, CancellationToken ct)
    {
        var curves = SimulatedCurve.Of(rows);
        string[] sets = [.. curves.Select(curve => curve.Dataset).Distinct()];
        string ChartOf(string set) => $"{Path.GetFileNameWithoutExtension(path)}-{Array.IndexOf(sets, set) + 1}.svg";
        foreach (var set in curves.GroupBy(curve => curve.Dataset))
            await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(path)!, ChartOf(set.Key)), CurveChart.Svg([.. set]), ct);
        await File.WriteAllTextAsync(path, CurveReport.Markdown(curves, target, set => Uri.EscapeDataString(ChartOf(set))), ct);
    }
}
