using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void Compare_WithItself_IsNeitherBetterNorWorse()
    {
        var items = Items.Drawn(100, 4, .7, new Random(1));

        var comparison = PairedBootstrap.Compare(items, items, Measure.MacroF1, new Random(2), 500);

        Assert.Equal((0, 0, new Interval(0, 0, 0)), (comparison.Better, comparison.Worse, comparison.Difference));
    }

    [Fact]
    public void Compare_TurnedAround_TurnsTheAnswerAround()
    {
        var (one, two) = (Paired(100, .7, .8, new Random(1)));

        var there = PairedBootstrap.Compare(one, two, Measure.Accuracy, new Random(2), 1_000);
        var back = PairedBootstrap.Compare(two, one, Measure.Accuracy, new Random(2), 1_000);

        Assert.Equal((there.Better, there.Worse), (back.Worse, back.Better));
        Assert.Equal(there.Difference.Low, -back.Difference.High, 12);
    }

    [Fact]
    public void Compare_AccuracyOfDisagreements_AgreesWithTheNormalApproximation()
    {
        // 200 items; the challenger alone is right on 30, the baseline alone on 15: mean difference .075,
        // standard error sqrt((45/200 − .075²)/200) = .0331, so better with probability Φ(2.26) ≈ .988.
        int[] truth = [.. Enumerable.Repeat(0, 200)];
        int[] old = [.. Enumerable.Repeat(1, 30), .. Enumerable.Repeat(0, 170)];
        int[] young = [.. Enumerable.Repeat(0, 185), .. Enumerable.Repeat(1, 15)];

        var comparison = PairedBootstrap.Compare(Items.Single(2, truth, old), Items.Single(2, truth, young), Measure.Accuracy, new Random(4));

        Assert.Equal(.075, comparison.Difference.Value, 10);
        Assert.InRange(comparison.Better, .982, .993);
        Assert.Equal(.075 - 1.96 * .0331, comparison.Difference.Low, .006);
    }

    [Theory]
    [InlineData(0, 1, 10)]
    [InlineData(3, 9, 60)]
    [InlineData(20, 35, 300)]
    [InlineData(5, 0, 5)]
    public void CompareAccuracy_AllResamples_AgreeWithDrawnOnes(int behind, int ahead, int items)
    {
        // Binary items all of label 0: F of label 0 in the pot of all decisions is accuracy, and is drawn.
        int[] truth = new int[items];
        int[] old = [.. Enumerable.Range(0, items).Select(item => item < ahead ? 1 : 0)];
        int[] young = [.. Enumerable.Range(0, items).Select(item => item >= ahead && item < ahead + behind ? 1 : 0)];
        var drawn = PairedBootstrap.Compare(Items.Single(2, truth, old), Items.Single(2, truth, young), Measure.MicroF1, new Random(6), 20_000);

        var exact = PairedBootstrap.Compare(Items.Single(2, truth, old), Items.Single(2, truth, young), Measure.Accuracy, new Random(6));

        Assert.Equal(drawn.Better, exact.Better, .012);
        Assert.Equal(drawn.Worse, exact.Worse, .012);
        Assert.Equal(drawn.Difference.Value, exact.Difference.Value, 10);
        Assert.Equal(drawn.Difference.Low, exact.Difference.Low, 1.01 / items);
        Assert.Equal(drawn.Difference.High, exact.Difference.High, 1.01 / items);
        Assert.Equal(0, exact.Replicates);
    }

    [Fact]
    public void CompareAccuracy_OneDisagreement_IsTheChanceThatItIsDrawn()
    {
        var comparison = PairedBootstrap.CompareAccuracy(5, 6, 0, 10);

        Assert.Equal(1 - Math.Pow(.9, 10), comparison.Better, 12);
        Assert.Equal(0, comparison.Worse);
    }

    [Theory]
    [InlineData(100, 9, 2)]
    [InlineData(300, 30, 14)]
    [InlineData(300, 22, 7)]
    [InlineData(100, 7, 0)]
    public void CompareAccuracy_TheBarOfAClimb_AsksForWhatMcNemarWould(int items, int ahead, int behind)
    {
        var better = PairedBootstrap.CompareAccuracy(items / 2 + behind, items / 2 + ahead, behind, items).Better;

        // Half the chance of exactly so many, as mid-p has it: Lancaster 1961; Fagerland, Lydersen and Laake 2013.
        var midP = Enumerable.Range(ahead, behind + 1).Sum(count => Chance(ahead + behind, count)) - .5 * Chance(ahead + behind, ahead);

        Assert.Equal(1 - midP, better, .02);
    }

    [Fact]
    public void CompareAccuracy_ImpossibleCounts_Throws() => Assert.Throws<ArgumentException>(() => PairedBootstrap.CompareAccuracy(5, 2, 1, 10));

    [Fact]
    public void Compare_OtherOrder_SaysTheSame()
    {
        var (one, two) = Paired(120, .7, .8, new Random(3));
        int[] order = [.. Enumerable.Range(0, 120)];
        new Random(4).Shuffle(order);
        JudgedItems Reordered(JudgedItems items) => new(items.Labels, [.. order.Select(item => items.Truth[item])], [.. order.Select(item => items.Predicted[item])]);

        var there = PairedBootstrap.Compare(one, two, Measure.Accuracy, new Random(2));
        var back = PairedBootstrap.Compare(Reordered(one), Reordered(two), Measure.Accuracy, new Random(9));

        Assert.Equal(there, back);
        Assert.Equal(
            PairedBootstrap.Compare(one, two, Measure.MacroF1, new Random(2), 4_000).Better,
            PairedBootstrap.Compare(Reordered(one), Reordered(two), Measure.MacroF1, new Random(9), 4_000).Better,
            .04);
    }

    [Fact]
    public void Compare_EqualModels_SeldomLooksBetter()
    {
        var random = new Random(21);
        const int trials = 300;

        var wrong = Enumerable.Range(0, trials).Count(_ =>
        {
            var (one, two) = Paired(100, .7, .7, random);
            return PairedBootstrap.Compare(one, two, Measure.MacroF1, random, 400).Better >= .95;
        });

        Assert.InRange((double)wrong / trials, .01, .09);
    }

    [Fact]
    public void Compare_OtherItems_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            PairedBootstrap.Compare(Items.Single(2, [0, 1], [0, 0]), Items.Single(2, [1, 1], [0, 0]), Measure.Accuracy, new Random(1)));

    private static double Chance(int trials, int count) =>
        Enumerable.Range(0, count).Aggregate(Math.Pow(.5, trials), (chance, at) => chance * (trials - at) / (at + 1));

    private static (JudgedItems One, JudgedItems Two) Paired(int items, double first, double second, Random random)
    {
        var one = Items.Drawn(items, 4, first, random);
        var predicted = one.Truth.Select(truth => new[] { random.NextDouble() < second ? truth[0] : (truth[0] + 1 + random.Next(3)) % 4 }).ToList();
        return (one, new(one.Labels, one.Truth, predicted));
    }
}
