using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class LabelCountsTests
{
    // scikit-learn's documentation of precision_recall_fscore_support, f1_score and fbeta_score.
    private static readonly LabelCounts Documented = LabelCounts.Of(Items.Single(3, [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]));

    // scikit-learn's documentation of classification_report.
    private static readonly LabelCounts Report = LabelCounts.Of(Items.Single(3, [0, 1, 2, 2, 2], [0, 0, 2, 2, 1]));

    [Theory]
    [InlineData(Quantity.Accuracy, Average.Macro, 1, .3333)]
    [InlineData(Quantity.Precision, Average.Macro, 1, .2222)]
    [InlineData(Quantity.Precision, Average.Micro, 1, .3333)]
    [InlineData(Quantity.Precision, Average.Weighted, 1, .2222)]
    [InlineData(Quantity.Recall, Average.Macro, 1, .3333)]
    [InlineData(Quantity.F, Average.Macro, 1, .2667)]
    [InlineData(Quantity.F, Average.Micro, 1, .3333)]
    [InlineData(Quantity.F, Average.Weighted, 1, .2667)]
    [InlineData(Quantity.F, Average.Macro, .5, .2381)]
    public void Measure_ScikitLearnsExample_GivesItsFigure(Quantity quantity, Average average, double beta, double expected) =>
        Assert.Equal(expected, Documented.Measure(new(quantity, average, beta)), 4);

    [Theory]
    [InlineData(Quantity.Precision, Average.Macro, .50)]
    [InlineData(Quantity.Recall, Average.Macro, .56)]
    [InlineData(Quantity.F, Average.Macro, .49)]
    [InlineData(Quantity.Precision, Average.Weighted, .70)]
    [InlineData(Quantity.Recall, Average.Weighted, .60)]
    [InlineData(Quantity.F, Average.Weighted, .61)]
    public void Measure_ScikitLearnsReport_GivesItsFigure(Quantity quantity, Average average, double expected) =>
        Assert.Equal(expected, Report.Measure(new(quantity, average)), 2);

    [Theory]
    [InlineData(0, .5, 1, .67, 1)]
    [InlineData(1, 0, 0, 0, 1)]
    [InlineData(2, 1, .67, .8, 3)]
    public void For_ScikitLearnsReport_GivesItsLine(int label, double precision, double recall, double f1, int support)
    {
        var line = Report.For(label);

        Assert.Equal((precision, recall, f1, support), (Math.Round(line.Precision, 2), Math.Round(line.Recall, 2), Math.Round(line.F1, 2), line.Support));
    }

    [Fact]
    public void For_ScikitLearnsMultiLabelExample_GivesItsFigures()
    {
        var counts = LabelCounts.Of(Items.Multi(3, [[], [0, 1, 2], [1, 2]], [[], [0, 1, 2], [0, 1]]));

        Assert.Equal([2 / 3.0, 1, 2 / 3.0], Enumerable.Range(0, 3).Select(label => counts.For(label).F1));
        Assert.Equal(2 / 3.0, counts.Measure(Measure.Accuracy), 10);
    }

    [Fact]
    public void Measure_LabelNowhereSeen_IsLeftOutOfTheMean() =>
        Assert.Equal(1, LabelCounts.Of(Items.Single(5, [0, 1], [0, 1])).Measure(Measure.MacroF1));

    [Fact]
    public void Measure_ItemsInAnotherOrder_IsTheSame()
    {
        var random = new Random(3);
        var items = Items.Drawn(200, 6, .7, random);
        var order = Enumerable.Range(0, items.Count).ToArray();
        random.Shuffle(order);

        var shuffled = new JudgedItems(items.Labels, [.. order.Select(at => items.Truth[at])], [.. order.Select(at => items.Predicted[at])]);

        Assert.Equal(LabelCounts.Of(items).Measure(Measure.MacroF1), LabelCounts.Of(shuffled).Measure(Measure.MacroF1));
    }

    [Fact]
    public void Measure_SingleLabel_MicroF1IsAccuracy()
    {
        var counts = LabelCounts.Of(Items.Drawn(100, 4, .6, new Random(4)));

        Assert.Equal(counts.Measure(Measure.Accuracy), counts.Measure(Measure.MicroF1), 12);
    }

    [Fact]
    public void JudgedItems_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => Items.Multi(2, [[0]], [[0], [1]]));

    [Fact]
    public void JudgedItems_LabelOutsideTheSet_Throws() => Assert.Throws<ArgumentException>(() => Items.Single(2, [0], [2]));

    [Fact]
    public void JudgedItems_LabelTwice_Throws() => Assert.Throws<ArgumentException>(() => Items.Multi(2, [[0, 0]], [[0]]));
}
