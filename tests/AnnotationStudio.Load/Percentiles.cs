namespace AnnotationStudio.Load;

/// <summary>Milliseconds.</summary>
internal sealed record Percentiles(double P50, double P90, double P99, double P999, double Max)
{
    public static Percentiles Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? new Percentiles(0, 0, 0, 0, 0) : new Percentiles(At(.5), At(.9), At(.99), At(.999), Math.Round(sorted[^1], 2));

        double At(double share) => Math.Round(sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);
    }
}
