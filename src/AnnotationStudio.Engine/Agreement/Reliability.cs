using System.Globalization;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>How far labels can be relied on, in words, with the reason.</summary>
/// <param name="Level">The word.</param>
/// <param name="Reason">One sentence, or two where something can be done about it.</param>
/// <remarks>Source of the limits: Krippendorff, Content Analysis, 2nd ed. 2004, page 241. The low end of the interval decides, so that few items never look reliable.</remarks>
public sealed record Reliability(ReliabilityLevel Level, string Reason)
{
    private const double LeastReliable = .8;
    private const double LeastTentative = .667;

    /// <summary>The word for an alpha.</summary>
    /// <param name="alpha">With its interval.</param>
    /// <param name="overlapping">How many items have two votes or more.</param>
    public static Reliability Of(Interval alpha, int overlapping)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"Alpha is {alpha.Value:0.00} (95 %: {alpha.Low:0.00} to {alpha.High:0.00})");
        return alpha switch
        {
            _ when overlapping == 0 => new(ReliabilityLevel.Unknown, "No item has two votes yet. Ask a second person for some items."),
            { Low: double.NaN } => new(ReliabilityLevel.Unknown, "All votes are one label, or nearly so: agreement cannot be told from habit."),
            { Low: >= LeastReliable } => new(ReliabilityLevel.Reliable, $"{range}: all of that is .80 or more."),
            { Value: >= LeastReliable, Low: >= LeastTentative } => new(ReliabilityLevel.Tentative, $"{range}: it may be below .80. More items with two votes would tell."),
            { Low: >= LeastTentative } => new(ReliabilityLevel.Tentative, $"{range}: between .667 and .80, conclusions are tentative."),
            { Value: >= LeastTentative } => new(ReliabilityLevel.Unreliable, $"{range}: it may be below .667. More items with two votes would tell."),
            _ => new(ReliabilityLevel.Unreliable, $"{range}: below .667 people disagree too much to build on. Look at what they disagree on, and sharpen the guidelines."),
        };
    }
}
