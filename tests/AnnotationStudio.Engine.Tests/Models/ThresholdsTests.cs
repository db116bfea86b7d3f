using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models;

public sealed class ThresholdsTests
{
    [Fact]
    public void Choose_HandWorked_DrawsTowardsTheCommonThreshold()
    {
        // Given: label 0 has 30 positives at .60 and 30 negatives at .405; F1 is 1 for thresholds .41 to .60.
        // Label 1 has none. The mean of three neighbours is first 1 at .42, for the label and in common.
        var probabilities = new ProbabilityMatrix(60, 2);
        var targets = new int[60][];
        for (var row = 0; row < 60; row++)
        {
            probabilities[row][0] = row < 30 ? .605f : .405f;
            targets[row] = row < 30 ? [0] : [];
        }

        var thresholds = Thresholds.Choose(probabilities, targets);

        Assert.Equal(.42f, thresholds[0], 3);
        Assert.Equal(.5f, thresholds[1]);
    }

    [Fact]
    public void Choose_RareLabel_ShrinksByItsNumber()
    {
        // Given: label 0, 90 positives, is best cut at .32; label 1, 10 positives, at .72. Both share the smoothed F1 sum, where label 0's and 1's plateaus
        // (.31–.90 and .71–.90) overlap from .71 on, so the common threshold is .72.
        var probabilities = new ProbabilityMatrix(200, 2);
        var targets = new int[200][];
        for (var row = 0; row < 200; row++)
        {
            probabilities[row][0] = row < 90 ? .95f : .305f;
            probabilities[row][1] = row >= 190 ? .95f : .705f;
            targets[row] = row < 90 ? [0] : row >= 190 ? [1] : [];
        }

        var thresholds = Thresholds.Choose(probabilities, targets);

        Assert.Equal(((90 * .32f) + (10 * .72f)) / 100, thresholds[0], 3);
        Assert.Equal(.72f, thresholds[1], 3);
    }
}
