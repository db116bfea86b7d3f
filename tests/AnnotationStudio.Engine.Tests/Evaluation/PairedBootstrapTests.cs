using AnnotationStudio.Engine.Evaluation;

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

    private static (JudgedItems One, JudgedItems Two) Paired(int items, double first, double second, Random random)
    {
        var one = Items.Drawn(items, 4, first, random);
        var predicted = one.Truth.Select(truth => new[] { random.NextDouble() < second ? truth[0] : (truth[0] + 1 + random.Next(3)) % 4 }).ToList();
        return (one, new(one.Labels, one.Truth, predicted));
    }
}
