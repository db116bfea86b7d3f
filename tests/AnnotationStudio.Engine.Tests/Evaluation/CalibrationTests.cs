using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class CalibrationTests
{
    [Fact]
    public void LogLoss_ScikitLearnsExample_GivesItsFigure() =>
        Assert.Equal(.21616, Calibration.LogLoss(Rows([.1f, .9f], [.9f, .1f], [.8f, .2f], [.35f, .65f]), [[1], [0], [0], [1]], LabelTask.Single), 5);

    [Fact]
    public void LogLoss_MultiLabel_IsTheMeanOverCells() =>
        Assert.Equal(-(Math.Log(.8) + Math.Log(.6)) / 2, Calibration.LogLoss(Rows([.8f, .4f]), [[0]], LabelTask.Multi), 5);

    [Fact]
    public void LogLoss_CertainAndWrong_StaysFinite() =>
        Assert.Equal(-Math.Log(1e-7), Calibration.LogLoss(Rows([1, 0]), [[1]], LabelTask.Single), 5);

    [Fact]
    public void ExpectedError_FourAnswersInTwoBins_IsTheWeightedGap()
    {
        // Bin [.6, .8): confidence .7, right 1 of 2. Bin [.8, 1]: confidence .9, right 2 of 2. (.2 + .1) / 2.
        var rows = Rows([.7f, .3f], [.7f, .3f], [.9f, .1f], [.9f, .1f]);

        Assert.Equal(.15, Calibration.ExpectedError(rows, [[0], [1], [0], [0]], LabelTask.Single, 5), 5);
    }

    [Fact]
    public void ExpectedError_ProbabilitiesThatHold_IsSmall()
    {
        var random = new Random(6);
        var rows = new ProbabilityMatrix(20_000, 2);
        var truth = new int[20_000][];
        for (var item = 0; item < truth.Length; item++)
        {
            rows[item][0] = random.NextSingle();
            rows[item][1] = 1 - rows[item][0];
            truth[item] = [random.NextSingle() < rows[item][0] ? 0 : 1];
        }

        Assert.InRange(Calibration.ExpectedError(rows, truth, LabelTask.Single), 0, .02);
    }

    [Fact]
    public void Reliability_MultiLabel_CountsEveryCell() =>
        Assert.Equal(6, Calibration.Reliability(Rows([.1f, .5f, 1], [0, .2f, .3f]), [[2], []], LabelTask.Multi).Sum(bin => bin.Count));

    [Fact]
    public void ExpectedError_NoItems_Throws() =>
        Assert.Throws<ArgumentException>(() => Calibration.ExpectedError(new(0, 2), [], LabelTask.Single));

    private static ProbabilityMatrix Rows(params float[][] rows)
    {
        var matrix = new ProbabilityMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix[row]);
        return matrix;
    }
}
