namespace AnnotationStudio.Engine.Agreement;

/// <summary>Draws how many of a number of trials succeed: exact, in a handful of steps however many trials there are.</summary>
/// <remarks>
/// By inversion where few successes are expected, by transformed rejection elsewhere. Safe for any number of threads, each with its own generator.
/// Source: Hörmann, The Generation of Binomial Random Variates, Journal of Statistical Computation and Simulation 46, 1993, algorithm BTRS.
/// </remarks>
internal sealed class BinomialDraws
{
    private const double FewestToReject = 10;
    private readonly double[] _logFactorials;

    /// <param name="most">Trials at most.</param>
    public BinomialDraws(int most)
    {
        _logFactorials = new double[most + 1];
        for (var number = 2; number <= most; number++)
            _logFactorials[number] = _logFactorials[number - 1] + Math.Log(number);
    }

    /// <param name="trials">Up to the most.</param>
    /// <param name="chance">Of each, from 0 to 1.</param>
    /// <param name="random">Goes on.</param>
    public int Draw(int trials, double chance, ref SplitMix random)
    {
        if (chance > .5)
            return trials - Draw(trials, 1 - chance, ref random);
        if (trials == 0 || chance <= 0)
            return 0;
        return trials * chance < FewestToReject ? Invert(trials, chance, ref random) : Reject(trials, chance, ref random);
    }

    private static int Invert(int trials, double chance, ref SplitMix random)
    {
        var (left, odds) = (random.NextDouble(), chance / (1 - chance));
        var likely = Math.Exp(trials * Math.Log(1 - chance));
        var successes = 0;
        for (; left > likely && successes < trials; successes++)
        {
            left -= likely;
            likely *= odds * (trials - successes) / (successes + 1);
        }

        return successes;
    }

    private int Reject(int trials, double chance, ref SplitMix random)
    {
        var spread = Math.Sqrt(trials * chance * (1 - chance));
        var b = 1.15 + (2.53 * spread);
        var a = -.0873 + (.0248 * b) + (.01 * chance);
        var centre = (trials * chance) + .5;
        var alpha = (2.83 + (5.1 / b)) * spread;
        var logOdds = Math.Log(chance / (1 - chance));
        var mode = (int)((trials + 1) * chance);
        while (true)
        {
            var u = random.NextDouble() - .5;
            var v = random.NextDouble();
            var edge = .5 - Math.Abs(u);
            var drawn = Math.Floor((((2 * a / edge) + b) * u) + centre);
            if (drawn < 0 || drawn > trials)
                continue;
            var successes = (int)drawn;
            if (edge >= .07 && v <= .92 - (4.2 / b))
                return successes;
            if (Math.Log(v * alpha / ((a / (edge * edge)) + b)) <= LogWays(trials, successes) - LogWays(trials, mode) + ((successes - mode) * logOdds))
                return successes;
        }
    }

    private double LogWays(int trials, int successes) => -_logFactorials[successes] - _logFactorials[trials - successes];
}
