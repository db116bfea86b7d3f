using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class CalibrationIntervalTests
{
    [Fact]
    public void ExpectedError_AlwaysSureAndHalfRight_IsHalfWithTheIntervalOfAShare()
    {
        var (rows, truth) = Answered(400, _ => 1f, item => item % 2 == 0);

        var range = CalibrationInterval.ExpectedError(rows, truth, LabelTask.Single, new Random(1));

        Assert.Equal(.5, range.Value, 6);
        Assert.Equal(.5 - 1.96 * .025, range.Low, .012);
        Assert.Equal(.5 + 1.96 * .025, range.High, .012);
    }

    [Fact]
    public void ExpectedError_WellCalibrated_ReachesDownToNothing()
    {
        var random = new Random(3);

        var reached = Enumerable.Range(0, 50).Count(_ =>
        {
            var confidence = Enumerable.Range(0, 300).Select(_ => (float)(.5 + random.NextDouble() / 2)).ToArray();
            var (rows, truth) = Answered(300, item => confidence[item], item => random.NextDouble() < confidence[item]);
            return CalibrationInterval.ExpectedError(rows, truth, LabelTask.Single, random).Low < .012;
        });

        Assert.InRange(reached, 44, 50);
    }

    private static (ProbabilityMatrix Rows, int[][] Truth) Answered(int items, Func<int, float> confidence, Func<int, bool> right)
    {
        var rows = new ProbabilityMatrix(items, 2);
        var truth = new int[items][];
        for (var item = 0; item < items; item++)
        {
            (rows[item][0], rows[item][1]) = (confidence(item), 1 - confidence(item));
            truth[item] = [right(item) ? 0 : 1];
        }

        return (rows, truth);
    }
}
