using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void Estimate_ManySamplesOfAKnownPopulation_CoversTheTruthAboutAsOftenAsItSays()
    {
        // Balanced classes with symmetric errors: macro F1 of the population is its accuracy.
        const double truth = .75;
        var random = new Random(11);
        const int trials = 200;

        var covered = Enumerable.Range(0, trials).Count(_ =>
        {
            var interval = Bootstrap.Estimate(Items.Drawn(150, 4, truth, random), [Measure.MacroF1], random, 400)[0];
            return interval.Low <= truth && truth <= interval.High;
        });

        Assert.InRange((double)covered / trials, .90, .99);
    }

    [Fact]
    public void Estimate_MicroF1OfSingleLabel_AgreesWithWilson()
    {
        var items = Items.Drawn(300, 10, .8, new Random(2));

        var estimates = Bootstrap.Estimate(items, [Measure.Accuracy, Measure.MicroF1], new Random(3));

        Assert.Equal(estimates[0].Value, estimates[1].Value, 12);
        Assert.Equal(estimates[0].Low, estimates[1].Low, .015);
        Assert.Equal(estimates[0].High, estimates[1].High, .015);
    }

    [Fact]
    public void Estimate_SameSeed_GivesTheSameInterval()
    {
        var items = Items.Drawn(80, 5, .6, new Random(2));

        Assert.Equal(
            Bootstrap.Estimate(items, [Measure.MacroF1], new Random(9)), Bootstrap.Estimate(items, [Measure.MacroF1], new Random(9)));
    }

    [Fact]
    public void Estimate_EveryItemRight_DoesNotClaimCertainty()
    {
        var interval = Bootstrap.Estimate(Items.Single(2, [0, 1, 0, 1], [0, 1, 0, 1]), [Measure.MacroF1], new Random(1))[0];

        Assert.Equal(1, interval.Value);
        Assert.InRange(interval.Low, .3, .7);
    }

    [Fact]
    public void Estimate_AnyMeasure_LiesInsideItsInterval()
    {
        var items = Items.Drawn(120, 5, .7, new Random(8));
        Measure[] measures = [Measure.Accuracy, Measure.MacroF1, Measure.MicroF1, new(Quantity.Recall), new(Quantity.Precision, Average.Weighted)];

        var estimates = Bootstrap.Estimate(items, measures, new Random(1));

        Assert.All(estimates, interval => Assert.True(interval.Low < interval.Value && interval.Value < interval.High));
    }

    [Fact]
    public void Estimate_NoItems_Throws() =>
        Assert.Throws<ArgumentException>(() => Bootstrap.Estimate(Items.Single(2, [], []), [Measure.MacroF1], new Random(1)));
}
