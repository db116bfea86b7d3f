using AnnotationStudio.Engine.Learning;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class LabelSavingTests
{
    private static readonly SimulationRow[] Rows =
    [
        .. Run("random", 0, .4, .6, .8), .. Run("random", 1, .4, .6, .8), .. Run("random", 2, .4, .6, .8),
        .. Run("margin", 0, .6, .8, .8), .. Run("margin", 1, .5, .7, .8), .. Run("margin", 2, .6, .8, .8),
    ];

    [Fact]
    public void Of_StraightCurves_ReadsTheLabelsBetweenTwoEvaluations()
    {
        var saving = LabelSaving.Of(Rows, "margin", "random", .875);

        Assert.Equal(.7, saving.Target, 12);
        Assert.Equal(250, saving.Yardstick!.Value.Value, 9);
        // 150, 200 and 150 labels.
        Assert.Equal(500 / 3.0, saving.Ours!.Value.Value, 9);
        Assert.Equal(250 / 3.0, saving.Saved!.Value.Value, 9);
        // Standard error 16.67, Student's t of two degrees 4.303.
        Assert.Equal((250 / 3.0) - (4.303 * 50 / 3), saving.Saved.Value.Low, 6);
    }

    [Fact]
    public void Of_NeverReached_SaysNothing()
    {
        SimulationRow[] rows = [.. Rows.Where(row => row.Strategy == "random"), .. Run("margin", 0, .1, .1, .1), .. Run("margin", 1, .1, .1, .1)];

        var saving = LabelSaving.Of(rows, "margin", "random", 1);

        Assert.Null(saving.Ours);
        Assert.Null(saving.Saved);
        Assert.NotNull(saving.Yardstick);
    }

    [Fact]
    public void Of_NoYardstick_Throws() => Assert.Throws<ArgumentException>(() => LabelSaving.Of(Run("margin", 0, .1), "margin", "random", 1));

    private static SimulationRow[] Run(string strategy, int seed, params double[] values) =>
        [.. values.Select((value, at) => new SimulationRow("set", strategy, "regression", seed, 100 * (at + 1), value, value, value, 0, 0, 2))];
}
