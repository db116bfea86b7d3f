using AnnotationStudio.Engine.Agreement;

namespace AnnotationStudio.Engine.Tests.Agreement;

public sealed class BinomialDrawsTests
{
    private const int Draws = 40_000;

    [Theory]
    [InlineData(20, .1)]        // by inversion
    [InlineData(30, .5)]        // by rejection
    [InlineData(200, .07)]
    [InlineData(5_000, .93)]    // turned round
    public void Draw_ManyTimes_IsAsOftenEachNumberAsTheFormulaSays(int trials, double chance)
    {
        var (draws, random, seen) = (new BinomialDraws(trials), new SplitMix(5), new int[trials + 1]);

        for (var draw = 0; draw < Draws; draw++)
            seen[draws.Draw(trials, chance, ref random)]++;

        // Pearson's chi square over the numbers expected ten times or more.
        var (square, cells) = (0.0, 0);
        foreach (var (expected, count) in Chances(trials, chance).Select((likely, successes) => (Draws * likely, seen[successes])).Where(pair => pair.Item1 >= 10))
            (square, cells) = (square + ((count - expected) * (count - expected) / expected), cells + 1);
        Assert.InRange(square, 0, cells + (4 * Math.Sqrt(2.0 * cells)));
    }

    [Theory]
    [InlineData(0, .3, 0)]
    [InlineData(7, 0.0, 0)]
    [InlineData(7, 1.0, 7)]
    public void Draw_NothingToDecide_IsCertain(int trials, double chance, int expected)
    {
        var random = new SplitMix(1);

        Assert.Equal(expected, new BinomialDraws(10).Draw(trials, chance, ref random));
    }

    private static double[] Chances(int trials, double chance)
    {
        var logs = new double[trials + 1];
        logs[0] = trials * Math.Log(1 - chance);
        for (var successes = 1; successes <= trials; successes++)
            logs[successes] = logs[successes - 1] + Math.Log(chance / (1 - chance) * (trials - successes + 1) / successes);
        return Array.ConvertAll(logs, Math.Exp);
    }
}
