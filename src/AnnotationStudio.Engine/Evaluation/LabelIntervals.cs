using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How sure one label's line in a report is, from its counts alone.</summary>
public static class LabelIntervals
{
    /// <summary>F1 with its 95 % interval.</summary>
    /// <param name="line">Its counts are read back from precision, recall and support; suggestions of a label that was never right leave no trace there.</param>
    /// <returns>From 0 to 1 where nothing was seen of the label.</returns>
    /// <remarks>
    /// Given how many items have the label or were given it, the right ones are binomial; Wilson's interval of that share s becomes one of F1 by
    /// 2s / (1 + s). Source: "Wilson indirect" in Lam, Gopal and Qian, Confidence Intervals for the F1 Score: A Comparison of Four Methods (2024).
    /// </remarks>
    public static Interval F1(LabelReport line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var right = (int)Math.Round(line.Recall * line.Support);
        var given = line.Precision > 0 ? (int)Math.Round(right / line.Precision) : 0;
        var either = line.Support + given - right;
        if (either <= 0)
            return new(line.F1, 0, 1);
        var share = Interval.Wilson(right, either);
        return new(line.F1, OfShare(share.Low), OfShare(share.High));
    }

    private static double OfShare(double share) => 2 * share / (1 + share);
}
