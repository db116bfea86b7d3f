using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Stopping;

/// <summary>Curves that a learning curve may follow from here, each weighted by how well it fits the rounds seen.</summary>
internal sealed class GrowthCurves
{
    private const int Shapes = 31;
    private const int Slopes = 120;
    private const double LeastShape = -1.5;
    private const double MostShape = .75;

    // In units of the measure for e times the labels. The grid is finest near 0, and each slope weighs as much as the room around it.
    private const double MostSlope = .6;

    // Successive rounds share most labels and all test items: taken as independent, 95 % intervals held the truth in 85–90 % of reference curves.
    private const double Independence = .5;

    // Nothing is measured finer than this, so a fit cannot be better.
    private const double LeastResidual = 1e-9;

    private readonly List<(double Shape, double Slope, double Weight)> _curves;
    private readonly int _now;

    private GrowthCurves(List<(double Shape, double Slope, double Weight)> curves, int now) => (_curves, _now) = (curves, now);

    /// <summary>Weighs the curves by these points, at least two of different sizes, fewest labels first.</summary>
    public static GrowthCurves Fit(IReadOnlyList<LearningPoint> points)
    {
        var now = points[^1].Labels;
        var weights = Weights(points);
        var level = points.Zip(weights, (point, weight) => weight * point.Value).Sum();
        var fits = new List<(double Shape, double Slope, double Weight, double Residual)>(Shapes * Slopes);
        for (var at = 0; at < Shapes; at++)
        {
            var shape = LeastShape + (MostShape - LeastShape) * at / (Shapes - 1);
            var growth = points.Select(point => Growth((double)point.Labels / now, shape)).ToArray();
            var mean = growth.Zip(weights, (grown, weight) => weight * grown).Sum();
            for (var step = 1; step <= Slopes; step++)
            {
                var slope = MostSlope * step * step / (Slopes * Slopes);
                var residual = points.Select((point, index) => weights[index] * Square(point.Value - level - slope * (growth[index] - mean))).Sum();
                fits.Add((shape, slope, step, residual + LeastResidual));
            }
        }

        // The level and the size of the noise are integrated out, which leaves the residuals to a power.
        var best = fits.Min(fit => fit.Residual);
        var power = (points.Count * Independence - 1) / 2;
        return new(fits.ConvertAll(fit => (fit.Shape, fit.Slope, fit.Weight * Math.Pow(best / fit.Residual, power))), now);
    }

    /// <summary>Further labels until the gain, at these quantiles of the curves; infinite where a curve never gets there.</summary>
    /// <param name="gain">Above 0.</param>
    /// <param name="shares">Ascending, within (0, 1).</param>
    public double[] LabelsFor(double gain, double[] shares)
    {
        var asked = _curves.ConvertAll(curve => (Labels: _now * (TimesFor(gain, curve.Shape, curve.Slope) - 1), curve.Weight));
        asked.Sort((one, other) => one.Labels.CompareTo(other.Labels));
        var (total, sum, at) = (asked.Sum(curve => curve.Weight), 0.0, 0);
        var quantiles = new double[shares.Length];
        for (var index = 0; index < shares.Length; index++)
        {
            while (at < asked.Count - 1 && sum + asked[at].Weight < shares[index] * total)
                sum += asked[at++].Weight;
            quantiles[index] = asked[at].Labels;
        }

        return quantiles;
    }

    private static double Growth(double times, double shape) => Math.Abs(shape) < 1e-9 ? Math.Log(times) : (Math.Pow(times, shape) - 1) / shape;

    private static double TimesFor(double gain, double shape, double slope)
    {
        if (Math.Abs(shape) < 1e-9)
            return Math.Exp(gain / slope);
        var raised = 1 + shape * gain / slope;
        return raised <= 0 ? double.PositiveInfinity : Math.Pow(raised, 1 / shape);
    }

    // By the inverse of the variance where every point knows its own; they sum to 1.
    private static double[] Weights(IReadOnlyList<LearningPoint> points)
    {
        var known = points.All(point => point.StandardError > 0);
        var weights = points.Select(point => known ? 1 / Square(point.StandardError!.Value) : 1).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double Square(double value) => value * value;
}
