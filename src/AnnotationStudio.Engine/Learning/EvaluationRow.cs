using System.Globalization;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What came out for one tier: figures with 95 % intervals, bootstrapped over the judged items.</summary>
/// <param name="Tier">Its name.</param>
/// <param name="Items">Items judged, each by a model that had not seen it.</param>
/// <param name="MacroF1">Every label weighs the same.</param>
/// <param name="MicroF1">All decisions together.</param>
/// <param name="WeightedF1">Labels weigh by how many items have them.</param>
/// <param name="Accuracy">Share of items whose labels are exactly right.</param>
/// <param name="CalibrationError">Expected calibration error, 0 best.</param>
/// <param name="FitSeconds">Mean time of one training, with everything that is chosen inside it.</param>
/// <param name="ModelBytes">Size of one model's artifact, without the feature space that it shares with others.</param>
public sealed record EvaluationRow(
    string Tier, int Items, Interval MacroF1, Interval MicroF1, Interval WeightedF1, Interval Accuracy,
    double CalibrationError, double FitSeconds, long ModelBytes)
{
    /// <summary>The head of the table.</summary>
    public static string Header { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{"tier",-24} {"macro F1",-19} {"micro F1",-19} {"weighted F1",-19} {"accuracy",-19} {"ECE",5} {"fit s",8} {"bytes",12}");

    /// <summary>The row, in the columns of <see cref="Header"/>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Tier,-24} {Cell(MacroF1)} {Cell(MicroF1)} {Cell(WeightedF1)} {Cell(Accuracy)} {CalibrationError,5:F3} {FitSeconds,8:F2} {ModelBytes,12}");

    private static string Cell(Interval figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Value:F3} ({figure.Low:F3}–{figure.High:F3})");
}
