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

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(",\"\n\r") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
