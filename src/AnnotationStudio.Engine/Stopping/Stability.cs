using System.Globalization;

namespace AnnotationStudio.Engine.Stopping;

/// <summary>Whether predictions have stopped changing.</summary>
/// <param name="IsStable">True when more labels of this kind change little.</param>
/// <param name="Agreement">Mean kappa of the last rounds; null while there are too few.</param>
/// <param name="Sentence">The answer in words, fit to be shown.</param>
public sealed record Stability(bool IsStable, double? Agreement, string Sentence)
{
    // Downwards, so that .9899 is not shown as the .99 it misses.
    internal static string Hundredths(double kappa) => (Math.Floor(kappa * 1_000 + 1e-9) / 1_000).ToString("0.00#", CultureInfo.InvariantCulture);
}
