using System.Globalization;
using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Stopping;

/// <summary>How many more labels a gain will take, read off the learning curve. Advice, never a reason to stop by itself.</summary>
/// <param name="Gain">The gain asked about, in units of the measure.</param>
/// <param name="More">Further labels, as likely too few as too many; null when even that may be out of reach.</param>
/// <param name="Low">Lower end of the 95 % interval; null when the curve says nothing.</param>
/// <param name="High">Upper end; null when the gain may take any number, or never come.</param>
/// <param name="Sentence">The answer in words, fit to be shown.</param>
public sealed record BudgetForecast(double Gain, int? More, int? Low, int? High, string Sentence)
{
    /// <summary>Rounds of different sizes that a forecast takes.</summary>
    public const int LeastRounds = 5;

    // What lies beyond ten times the labels there are is not said: nothing in the curve speaks of it.
    private const double Horizon = 10;

    // Early rounds follow another law than late ones, so the curve is read from here on, as a share of the labels there are now.
    private const double Recent = .4;

    /// <summary>True when the curve allows an interval with two ends.</summary>
    public bool CanTell => High is not null;

    /// <summary>The forecast from the rounds so far.</summary>
    /// <param name="rounds">One tier's rounds, in any order; of several with as many labels their mean counts.</param>
    /// <param name="gain">Above 0, such as 0.01 for one point.</param>
    /// <returns>Always an answer in words; an honest "cannot tell" where the curve is too short, too noisy or flat.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The gain is not above 0.</exception>
    /// <remarks>
    /// Curves v + s·((n/n₀)^λ − 1)/λ through the present level v: for λ below 0 the inverse power law, 0 the logarithm, above 0 still gathering pace.
    /// All of a grid of slopes s and shapes λ are weighted by how well they fit, and the quantiles of the labels they ask for are the interval.
    /// Rounds share labels and test items, so their noise is not independent: ten count as five. O(rounds × 4,000).
    /// Sources: inverse power law, Figueroa et al., BMC Medical Informatics 12 (2012); Viering and Loog, The Shape of Learning Curves (2021).
    /// </remarks>
    public static BudgetForecast Of(IReadOnlyList<LearningPoint> rounds, double gain)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(gain, 0);
        var points = Merged(rounds);
        if (points.Count < LeastRounds)
            return new(gain, null, null, null, $"The curve does not tell yet: a forecast takes {LeastRounds} rounds of different sizes; there are {points.Count}.");

        var now = points[^1].Labels;
        var recent = points.Where(point => point.Labels >= Recent * now).ToList();
        var growth = GrowthCurves.Fit(recent.Count >= LeastRounds ? recent : points[^LeastRounds..]);
        var quantiles = growth.LabelsFor(gain, [.025, .5, .975]);
        return Said(gain, now, quantiles[0], quantiles[1], quantiles[2]);
    }

    private static BudgetForecast Said(double gain, int now, double low, double middle, double high)
    {
        var points = string.Create(CultureInfo.InvariantCulture, $"+{gain * 100:0.#} {(Math.Abs(gain - .01) < 1e-9 ? "point" : "points")}");
        int? least = low <= Horizon * now ? Rounded(low, Math.Floor) : null;
        int? more = middle <= Horizon * now ? Rounded(middle, Math.Round) : null;
        int? most = high <= Horizon * now ? Rounded(high, Math.Ceiling) : null;
        var sentence = (least, more, most) switch
        {
            ({ } from, { } about, { } to) => $"About {Number(about)} more labels for {points} (95 %: {Number(from)}–{Number(to)}).",
            ({ } from, { } about, null) => $"At least {Number(from)} more labels for {points}, perhaps {Number(about)}; the curve does not tell how many at most.",
            ({ } from, null, _) => $"The curve does not tell: {points} would take at least {Number(from)} more labels, and may never come.",
            _ => $"{points} would take more than {Number(Rounded(Horizon * now, Math.Floor))} more labels, if labels bring it at all.",
        };
        return new(gain, more, least, most, sentence);
    }

    private static List<LearningPoint> Merged(IReadOnlyList<LearningPoint> rounds) =>
    [
        .. rounds.Where(round => round.Labels > 0).GroupBy(round => round.Labels).OrderBy(group => group.Key).Select(group =>
            new LearningPoint(group.Key, group.Average(round => round.Value)) { StandardError = group.Min(round => round.StandardError) }),
    ];

    // Two figures: more would claim what nobody knows.
    private static int Rounded(double labels, Func<double, double> round)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, labels))) - 1));
        return (int)Math.Max(1, round(labels / unit) * unit);
    }

    private static string Number(int labels) => labels.ToString("#,0", CultureInfo.InvariantCulture);
}
