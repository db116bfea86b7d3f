using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Agreement;

public sealed class CohenKappaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_TwoPeople_IsAsByHand()
    {
        // 20 both yes, 5 and 10 torn, 15 both no: observed .7, by chance .5·.6 + .5·.4 = .5.
        var pair = Assert.Single(CohenKappa.Of(Table(20, 5, 10, 15), Ct).Pairs);

        Assert.Equal((50, 35), (pair.Shared, pair.Agreed));
        Assert.Equal(.4, pair.Kappa.Value, 12);
    }

    [Fact]
    public void Of_TwoPeople_HasTheStandardErrorOfFleissCohenAndEveritt()
    {
        // Fleiss, Cohen and Everitt 1969, formula 13, for the same table: var = (A + B − C) / (1 − chance)² / n.
        const double n = 50, observed = .7, chance = .5, kappa = .4;
        var a = (20 / n * Math.Pow(1 - ((.5 + .6) * (1 - kappa)), 2)) + (15 / n * Math.Pow(1 - ((.5 + .4) * (1 - kappa)), 2));
        var b = (1 - kappa) * (1 - kappa) * ((5 / n * Math.Pow(.6 + .5, 2)) + (10 / n * Math.Pow(.4 + .5, 2)));
        var c = Math.Pow(kappa - (chance * (1 - kappa)), 2);
        var error = Math.Sqrt((a + b - c) / n) / (1 - chance);

        var interval = CohenKappa.Of(Table(20, 5, 10, 15), Ct).Pairs[0].Kappa;

        Assert.Equal(observed - chance, kappa * (1 - chance), 12);
        Assert.Equal(1.959963984540054 * error, interval.High - interval.Value, 9);
    }

    [Fact]
    public void Of_ThreePeople_MeansTheirPairsAndDropsThoseWithTooLittleInCommon()
    {
        var votes = Ratings.Of(2, 0, "001101.", "0011.11", "...0001");

        var kappas = CohenKappa.Of(votes, Ct, leastShared: 4);

        Assert.Equal([(0, 1, 5)], kappas.Pairs.Where(pair => pair.First == 0).Select(pair => (pair.First, pair.Second, pair.Shared)));
        Assert.Equal(kappas.Pairs.Average(pair => pair.Kappa.Value), kappas.Mean.Value, 12);
    }

    [Fact]
    public void Of_SameSingleAnswerThroughout_IsUnknownAndLeftOut()
    {
        var kappas = CohenKappa.Of(Ratings.Of(2, 0, "000", "000"), Ct);

        Assert.Equal(double.NaN, Assert.Single(kappas.Pairs).Kappa.Value);
        Assert.Equal((double.NaN, 0), (kappas.Mean.Value, kappas.Counted));
    }

    [Fact]
    public void Of_ManySamples_MeanLiesInItsIntervalAboutAsOftenAsItSays()
    {
        var random = new Random(3);
        var truth = CohenKappa.Of(Ratings.Drawn(100_000, 3, 3, .8, random), Ct).Mean.Value;

        var covered = Enumerable.Range(0, 400).Count(_ =>
        {
            var mean = CohenKappa.Of(Ratings.Drawn(150, 3, 3, .8, random), Ct).Mean;
            return mean.Low <= truth && truth <= mean.High;
        });

        Assert.InRange(covered / 400.0, .92, .98);
    }

    private static Votes Table(int both, int first, int second, int neither) => Ratings.Of(
        2, 0,
        new string('1', both) + new string('1', first) + new string('0', second) + new string('0', neither),
        new string('1', both) + new string('0', first) + new string('1', second) + new string('0', neither));
}
