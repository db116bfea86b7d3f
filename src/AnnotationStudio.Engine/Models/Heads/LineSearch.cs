namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>How far to go along a direction: to where the slope has all but gone, found by secants.</summary>
/// <remarks>The objective is convex, so its slope rises along every line and alone says whether a step is good: no value is ever compared.</remarks>
internal static class LineSearch
{
    private const int MostTrials = 20;

    // Shares of the first slope between which the last may lie: still falling a little less steeply, or rising half as much.
    private const double MostLeft = .9;
    private const double MostOver = .5;

    /// <summary>The length of the step of each open output.</summary>
    /// <param name="open">The outputs that move.</param>
    /// <param name="starts">The slope at length 0, below 0.</param>
    /// <param name="isFirst">Nothing is known of the scale yet.</param>
    /// <param name="slopes">The slopes of some outputs at some lengths; the last call for an output is the length returned.</param>
    public static double[] Run(IReadOnlyList<int> open, double[] starts, bool isFirst, Func<double[], IReadOnlyList<int>, double[]> slopes)
    {
        var (lengths, low, high) = (new double[starts.Length], new double[starts.Length], new double[starts.Length]);
        Array.Fill(high, double.PositiveInfinity);
        foreach (var output in open)
            lengths[output] = isFirst ? Math.Min(1, 1 / Math.Sqrt(-starts[output])) : 1;
        List<int> unsettled = [.. open];
        for (var trial = 1; ; trial++)
        {
            var found = slopes(lengths, unsettled);
            unsettled.RemoveAll(output => found[output] <= -MostOver * starts[output] && found[output] >= MostLeft * starts[output]);
            if (unsettled.Count == 0 || trial == MostTrials)
                return lengths;
            foreach (var output in unsettled)
            {
                (found[output] > 0 ? high : low)[output] = lengths[output];
                lengths[output] = Next(lengths[output], starts[output], found[output], low[output], high[output]);
            }
        }
    }

    private static double Next(double length, double start, double slope, double low, double high)
    {
        var secant = slope > start ? length * start / (start - slope) : double.PositiveInfinity;
        return double.IsInfinity(high) ? Math.Clamp(secant, 1.5 * length, 10 * length)
            : secant > low && secant < high ? secant : (low + high) / 2;
    }
}
