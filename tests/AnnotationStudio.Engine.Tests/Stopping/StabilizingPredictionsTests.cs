using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Stopping;
using AnnotationStudio.Engine.Tests.Evaluation;

namespace AnnotationStudio.Engine.Tests.Stopping;

public sealed class StabilizingPredictionsTests
{
    [Fact]
    public void Agreement_CohensTable_IsKappa()
    {
        // Twenty yes twice, fifteen no twice, five and ten apart: observed .7, expected .5.
        int[] before = [.. Enumerable.Repeat(0, 25), .. Enumerable.Repeat(1, 25)];
        int[] after = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 5), .. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 15)];

        Assert.Equal(.4, StabilizingPredictions.Agreement(Single(before), Single(after), Items.Names(LabelTask.Single, 2)), 10);
    }

    [Fact]
    public void Agreement_MultiLabel_CountsEveryLabelOfEveryItem()
    {
        // Cells: both yes 2, both no 3, apart 1 of 6; yes .5 before and 1/3 after.
        int[][] before = [[0, 1], [2]];
        int[][] after = [[0], [2]];

        var expected = .5 / 3 + .5 * 2 / 3;
        Assert.Equal((5 / 6.0 - expected) / (1 - expected), StabilizingPredictions.Agreement(before, after, Items.Names(LabelTask.Multi, 3)), 10);
    }

    [Fact]
    public void Agreement_OtherOrderOfItemsAndModels_IsTheSame()
    {
        var random = new Random(5);
        int[] before = [.. Enumerable.Range(0, 60).Select(_ => random.Next(3))];
        int[] after = [.. before.Select(label => random.Next(4) == 0 ? random.Next(3) : label)];
        var labels = Items.Names(LabelTask.Single, 3);

        var agreement = StabilizingPredictions.Agreement(Single(before), Single(after), labels);

        Assert.Equal(agreement, StabilizingPredictions.Agreement(Single(after), Single(before), labels), 12);
        Assert.Equal(agreement, StabilizingPredictions.Agreement([.. Single(before).Reverse()], [.. Single(after).Reverse()], labels), 12);
        Assert.Equal(1, StabilizingPredictions.Agreement([[], [1]], [[], [1]], labels));
    }

    [Fact]
    public void Agreement_NotTheSameItems_Throws() =>
        Assert.Throws<ArgumentException>(() => StabilizingPredictions.Agreement([[0]], [[0], [1]], Items.Names(LabelTask.Single, 2)));

    [Theory]
    [InlineData(new[] { .5, .99, .995, .992 }, true, "Predictions are stable: the last 3 rounds agree with the one before by a kappa of 0.992; 0.99 counts as stable. More labels of this kind change little.")]
    [InlineData(new[] { .999, .999, .98, .985 }, false, "Predictions still change: the last 3 rounds agree with the one before by a kappa of 0.988; 0.99 counts as stable.")]
    [InlineData(new[] { 1.0, 1.0 }, false, "Too early to tell whether predictions are stable: that takes 4 rounds.")]
    public void Judge_LastThreeAgreements_DecideByTheirMean(double[] agreements, bool stable, string sentence)
    {
        var stability = StabilizingPredictions.Judge(agreements);

        Assert.Equal((stable, sentence), (stability.IsStable, stability.Sentence));
    }

    private static int[][] Single(int[] labels) => [.. labels.Select(label => new[] { label })];
}
