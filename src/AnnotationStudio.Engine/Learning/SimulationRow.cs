using System.Globalization;

namespace AnnotationStudio.Engine.Learning;

/// <summary>One evaluation of a simulation, on the whole test set.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Tier">The tier's name.</param>
/// <param name="Seed">Which run.</param>
/// <param name="Labels">Labels trained on.</param>
/// <param name="Accuracy">Share of test texts whose labels are exactly right.</param>
/// <param name="MacroF1">Mean F1 of the labels.</param>
/// <param name="MicroF1">F1 over all decisions.</param>
/// <param name="FitSeconds">Time to train.</param>
/// <param name="QuerySeconds">Time to choose the labels that were added before this fit.</param>
/// <param name="ClassesSeen">Labels with at least one text among those trained on.</param>
public sealed record SimulationRow(
    string Dataset, string Strategy, string Tier, int Seed, int Labels, double Accuracy, double MacroF1, double MicroF1,
    double FitSeconds, double QuerySeconds, int ClassesSeen)
{
    /// <summary>The header line of the CSV that <see cref="ToCsv"/> fills.</summary>
    public const string Header = "dataset,strategy,tier,seed,labels,accuracy,macro_f1,micro_f1,fit_s,query_s,classes_seen";

    /// <summary>The row as one line of CSV, invariant numbers; a dataset's name is quoted where it must be.</summary>
    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quoted(Dataset)},{Strategy},{Tier},{Seed},{Labels},{Accuracy},{MacroF1},{MicroF1},{FitSeconds},{QuerySeconds},{ClassesSeen}");

    /// <summary>Which run the row belongs to.</summary>
    public (string Dataset, string Strategy, string Tier, int Seed) Run => (Dataset, Strategy, Tier, Seed);

    /// <summary>The row that <see cref="ToCsv"/> wrote.</summary>
    /// <exception cref="FormatException">The line is not such a row, or not the whole of it.</exception>
    public static SimulationRow Parse(string line)
    {
        var at = line.StartsWith('"') ? ClosingQuote(line) + 1 : line.IndexOf(',', StringComparison.Ordinal);
        if (at <= 0 || at >= line.Length || line[at] != ',')
            throw new FormatException("The row does not begin with the name of a data set.");
        var dataset = line.StartsWith('"') ? line[1..(at - 1)].Replace("\"\"", "\"", StringComparison.Ordinal) : line[..at];
        var fields = line[(at + 1)..].Split(',');
        if (fields.Length != Header.Split(',').Length - 1)
            throw new FormatException($"The row has {fields.Length + 1} fields where there should be {Header.Split(',').Length}.");
        return new SimulationRow(
            dataset, fields[0], fields[1], Whole(fields[2]), Whole(fields[3]), Share(fields[4]), Share(fields[5]), Share(fields[6]), Share(fields[7]), Share(fields[8]), Whole(fields[9]));
    }

    private static int ClosingQuote(string line)
    {
        var at = 1;
        while (at < line.Length && (line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"')))
            at += line[at] == '"' ? 2 : 1;
        return at;
    }

    private static int Whole(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    private static double Share(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(",\"\n\r") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
