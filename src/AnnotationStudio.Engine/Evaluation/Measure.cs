using System.Globalization;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>One way to say how good predictions are: 0 is worst, 1 is best.</summary>
/// <param name="Quantity">What is counted.</param>
/// <param name="Average">How labels are brought together; means nothing for accuracy.</param>
/// <param name="Beta">For F only, above 0: recall counts this many times as much as precision.</param>
public sealed record Measure(Quantity Quantity, Average Average = Average.Macro, double Beta = 1)
{
    /// <summary>Share of items that are exactly right.</summary>
    public static Measure Accuracy { get; } = new(Quantity.Accuracy);

    /// <summary>F1 averaged over labels, the default of the gate.</summary>
    public static Measure MacroF1 { get; } = new(Quantity.F);

    /// <summary>F1 of all decisions together.</summary>
    public static Measure MicroF1 { get; } = new(Quantity.F, Average.Micro);

    /// <summary>As it is said in a sentence: "accuracy", "macro F1", "micro recall".</summary>
    public override string ToString() => Quantity switch
    {
        Quantity.Accuracy => "accuracy",
        Quantity.F => string.Create(CultureInfo.InvariantCulture, $"{Name(Average)} F{Beta:0.##}"),
        Quantity.Precision => $"{Name(Average)} precision",
        _ => $"{Name(Average)} recall",
    };

    private static string Name(Average average) => average switch
    {
        Average.Micro => "micro",
        Average.Macro => "macro",
        _ => "weighted",
    };
}
