using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class PairedLabelsTests
{
    private static readonly LabelSet Labels = LabelSet.Named(LabelTask.Single, "a", "b", "c");

    [Fact]
    public void Compare_OneLabelBetter_OnlyItsIntervalLiesAboveZero()
    {
        int[][] truth = [.. Enumerable.Range(0, 120).Select(item => new[] { item % 3 })];
        // The baseline takes half of c for b; the challenger is right but for one a.
        int[][] baseline = [.. truth.Select((labels, item) => labels[0] == 2 && item % 2 == 0 ? new[] { 1 } : labels)];
        int[][] challenger = [.. truth.Select((labels, item) => item == 0 ? [1] : labels)];

        var lines = PairedLabels.Compare(new JudgedItems(Labels, truth, baseline), new JudgedItems(Labels, truth, challenger), new Random(1));

        Assert.Equal(["a", "b", "c"], lines.Select(line => line.Label));
        Assert.All(lines, line => Assert.Equal(40, line.Support));
        Assert.Equal(2.0 * 20 / (40 + 20), lines[2].Baseline, 1e-9);
        Assert.Equal(1, lines[2].Challenger);
        Assert.True(lines[2].Difference.Low > .1, $"{lines[2].Difference}");
        Assert.InRange(lines[0].Difference.Value, -.02, 0);
        Assert.InRange(0, lines[0].Difference.Low, lines[0].Difference.High);
    }

    [Fact]
    public void Compare_Twice_GivesTheSame()
    {
        int[][] truth = [.. Enumerable.Range(0, 30).Select(item => new[] { item % 3 })];
        var one = new JudgedItems(Labels, truth, [.. truth.Select((_, item) => new[] { item % 2 })]);
        var other = new JudgedItems(Labels, truth, [.. truth.Select((labels, item) => item % 5 == 0 ? new[] { 0 } : labels)]);

        Assert.Equal(PairedLabels.Compare(one, other, new Random(3)), PairedLabels.Compare(one, other, new Random(3)));
    }

    [Fact]
    public void Compare_OtherItems_Throws()
    {
        var one = new JudgedItems(Labels, [[0], [1]], [[0], [1]]);
        var other = new JudgedItems(Labels, [[0], [2]], [[0], [1]]);

        Assert.Throws<ArgumentException>(() => PairedLabels.Compare(one, other, new Random(1)));
    }
}
