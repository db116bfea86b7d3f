using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>Where each label of a multi-label model turns from unsuggested to suggested.</summary>
/// <remarks>
/// The threshold from .02 to .90 with the best F1 (mean of three neighbours) on out-of-fold probabilities, drawn towards the best common one:
/// <c>(n·t + 10·t_all)/(n + 10)</c> for n positive texts. Source: the recipe.
/// </remarks>
public static class Thresholds
{
    private const double Prior = 10;
    private const int Steps = 89;

    /// <summary>One threshold for each label; one half for labels without a positive text.</summary>
    /// <param name="outOfFold">Probabilities by models that had not seen the texts.</param>
    /// <param name="targets">The labels of each text.</param>
    public static float[] Choose(ProbabilityMatrix outOfFold, IReadOnlyList<int[]> targets)
    {
        var curves = new double[outOfFold.Labels][];
        var positives = new int[outOfFold.Labels];
        foreach (var target in targets)
            foreach (var label in target)
                positives[label]++;
        for (var label = 0; label < curves.Length; label++)
            curves[label] = Curve(outOfFold, targets, label);

        int[] present = [.. Enumerable.Range(0, curves.Length).Where(label => positives[label] > 0)];
        var common = new double[Steps];
        foreach (var label in present)
            for (var step = 0; step < Steps; step++)
                common[step] += curves[label][step];
        var all = Best(common);
        var thresholds = new float[curves.Length];
        Array.Fill(thresholds, .5f);
        foreach (var label in present)
            thresholds[label] = (float)(((positives[label] * Best(curves[label])) + (Prior * all)) / (positives[label] + Prior));
        return thresholds;
    }

    private static double Threshold(int step) => .02 + (.01 * step);

    private static double[] Curve(ProbabilityMatrix outOfFold, IReadOnlyList<int[]> targets, int label)
    {
        var (hits, suggested, positives) = (new int[Steps], new int[Steps], 0);
        for (var row = 0; row < targets.Count; row++)
        {
            var positive = Array.IndexOf(targets[row], label) >= 0;
            positives += positive ? 1 : 0;
            for (var step = 0; step < Steps && outOfFold[row][label] >= Threshold(step); step++)
            {
                suggested[step]++;
                hits[step] += positive ? 1 : 0;
            }
        }

        var curve = new double[Steps];
        for (var step = 0; step < Steps; step++)
            curve[step] = suggested[step] + positives == 0 ? 0 : 2.0 * hits[step] / (suggested[step] + positives);
        return curve;
    }

    private static double Best(double[] curve)
    {
        var (best, value) = (0, double.MinValue);
        for (var step = 0; step < Steps; step++)
        {
            var (first, last) = (Math.Max(0, step - 1), Math.Min(Steps - 1, step + 1));
            var smooth = curve.AsSpan(first, last - first + 1).ToArray().Average();
            if (smooth > value + 1e-12)
                (best, value) = (step, smooth);
        }

        return Threshold(best);
    }
}
