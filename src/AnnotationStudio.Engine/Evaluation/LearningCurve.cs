using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>What another hundred labels bring.</summary>
public static class LearningCurve
{
    /// <summary>Least-squares gain per 100 labels over the rounds given, with its 95 % interval.</summary>
    /// <param name="rounds">The last rounds, in any order.</param>
    /// <returns>Null with fewer than three rounds, or all of one size.</returns>
    public static Interval? GainPer100Labels(IReadOnlyList<LearningPoint> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        if (rounds.Count < 3)
            return null;

        var (meanLabels, meanValue) = (rounds.Average(round => (double)round.Labels), rounds.Average(round => round.Value));
        var spread = rounds.Sum(round => Square(round.Labels - meanLabels));
        if (spread == 0)
            return null;
        var slope = rounds.Sum(round => (round.Labels - meanLabels) * (round.Value - meanValue)) / spread;
        var residual = rounds.Sum(round => Square(round.Value - meanValue - slope * (round.Labels - meanLabels)));
        var degrees = rounds.Count - 2;
        var half = Student.At975(degrees) * Math.Sqrt(residual / degrees / spread);
        return new(100 * slope, 100 * (slope - half), 100 * (slope + half));
    }

    /// <summary>True when even the upper end of the gain per 100 labels lies below the least gain worth having.</summary>
    /// <param name="rounds">The last rounds.</param>
    /// <param name="leastGain">In units of the measure, for 100 labels.</param>
    public static bool IsFlat(IReadOnlyList<LearningPoint> rounds, double leastGain) =>
        GainPer100Labels(rounds) is { } gain && gain.High < leastGain;

    private static double Square(double value) => value * value;
}
