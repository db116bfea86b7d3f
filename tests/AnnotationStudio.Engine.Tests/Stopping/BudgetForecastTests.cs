using System.Globalization;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Stopping;

namespace AnnotationStudio.Engine.Tests.Stopping;

public sealed class BudgetForecastTests
{
    // Two inverse power laws, and a logarithm.
    private static readonly Func<double, double>[] Known =
    [
        labels => .9 - 2 * Math.Pow(labels, -.5), labels => .85 - 6 * Math.Pow(labels, -.8), labels => .2 + .09 * Math.Log(labels),
    ];

    [Fact]
    public void Of_CleanPowerLaw_FindsTheLabelsItAsksFor()
    {
        var rounds = Rounds(Known[0], 100, 500, 25, () => 0);

        var forecast = BudgetForecast.Of(rounds, .01);

        // .9 − 2/√500 + .01 = .9 − 2/√n at n = 634.
        Assert.InRange(forecast.More!.Value, 110, 160);
        Assert.InRange(134, forecast.Low!.Value, forecast.High!.Value);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"About {forecast.More} more labels for +1 point (95 %: {forecast.Low}–{forecast.High})."), forecast.Sentence);
    }

    [Fact]
    public void Of_KnownCurvesWithNoise_HoldsTheTruthInNineteenOfTwenty()
    {
        var random = new Random(11);
        const int lives = 60;
        var held = 0;
        foreach (var curve in Known)
            for (var life = 0; life < lives; life++)
            {
                var forecast = BudgetForecast.Of(Rounds(curve, 50, 500, 50, () => .004 * Noise(random)), .02);
                held += Holds(forecast, LabelsFor(curve, 500, .02)) ? 1 : 0;
            }

        Assert.InRange((double)held / (lives * Known.Length), .92, 1);
    }

    [Theory]
    [InlineData(4, "The curve does not tell yet: a forecast takes 5 rounds of different sizes; there are 4.")]
    [InlineData(0, "The curve does not tell yet: a forecast takes 5 rounds of different sizes; there are 0.")]
    public void Of_TooFewRounds_SaysSo(int rounds, string sentence)
    {
        var forecast = BudgetForecast.Of([.. Enumerable.Range(1, rounds).Select(at => new LearningPoint(at * 50, .5))], .01);

        Assert.Equal((false, sentence), (forecast.CanTell, forecast.Sentence));
    }

    [Fact]
    public void Of_FlatCurve_DoesNotPromiseTheGain()
    {
        var random = new Random(3);

        var forecast = BudgetForecast.Of(Rounds(_ => .8, 50, 1_000, 50, () => .001 * Noise(random)), .02);

        Assert.False(forecast.CanTell);
        Assert.Null(forecast.High);
        Assert.Matches("more labels", forecast.Sentence);
    }

    [Fact]
    public void Of_FallingCurve_DoesNotTell() =>
        Assert.False(BudgetForecast.Of(Rounds(labels => .9 - labels / 10_000, 50, 500, 50, () => 0), .01).CanTell);

    [Fact]
    public void Of_OtherOrder_SaysTheSame()
    {
        var random = new Random(2);
        var rounds = Rounds(Known[1], 50, 500, 50, () => .004 * Noise(random));

        Assert.Equal(BudgetForecast.Of(rounds, .01), BudgetForecast.Of([.. Enumerable.Reverse(rounds)], .01));
    }

    [Fact]
    public void Of_SurerRounds_WeighMore()
    {
        // The same wild first round, once as sure as the others and once known to be unsure.
        var rounds = Rounds(Known[0], 200, 500, 50, () => 0);
        rounds[0] = rounds[0] with { Value = rounds[0].Value + .05 };
        LearningPoint[] told = [.. rounds.Select((round, at) => round with { StandardError = at == 0 ? .1 : .005 })];

        var (blind, seeing) = (BudgetForecast.Of(rounds, .01), BudgetForecast.Of(told, .01));

        Assert.True(Math.Abs(seeing.More!.Value - 134) < Math.Abs((blind.More ?? int.MaxValue) - 134), $"{seeing.Sentence} {blind.Sentence}");
    }

    [Fact]
    public void Of_NoGain_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => BudgetForecast.Of([], 0));

    [Theory]
    [InlineData(.01)]
    [InlineData(.03)]
    public void Of_ReferenceCurves_HoldsTheTrueLabels(double gain)
    {
        var file = Path.Combine(Datasets.Folder, "..", "reference", "curves.csv");
        Assert.SkipUnless(File.Exists(file), $"There are no reference curves beside the data sets that STUDIO_DATASETS names.");

        var (held, told, all) = (0, 0, 0);
        foreach (var (rounds, truth) in ReferenceCases(file, gain))
        {
            var forecast = BudgetForecast.Of(rounds, gain);
            held += Holds(forecast, truth) ? 1 : 0;
            told += forecast.CanTell ? 1 : 0;
            all++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"+{gain * 100:0} points: {held} of {all} held, {told} with two ends.");
        Assert.InRange((double)held / all, .9, 1);
    }

    // Every run up to 200, 400 and 600 labels; the truth is where the mean over seeds, smoothed over five rounds, has gained so much.
    private static IEnumerable<(List<LearningPoint> Rounds, double Truth)> ReferenceCases(string file, double gain)
    {
        var rows = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(cells =>
            (Curve: (cells[0], cells[1]), Seed: cells[2], Point: new LearningPoint(int.Parse(cells[3], CultureInfo.InvariantCulture), double.Parse(cells[4], CultureInfo.InvariantCulture)))).ToList();
        foreach (var curve in rows.GroupBy(row => row.Curve))
        {
            var means = curve.GroupBy(row => row.Point.Labels).OrderBy(group => group.Key).Select(group => (Labels: group.Key, Value: group.Average(row => row.Point.Value))).ToList();
            var smooth = means.Select((point, at) => (point.Labels, Value: means.Skip(Math.Max(0, at - 2)).Take(Math.Min(at, 2) + 3).Average(near => near.Value))).ToList();
            foreach (var now in new[] { 200, 400, 600 }.Where(now => smooth[^1].Labels > now))
            {
                var reached = smooth.Find(point => point.Labels == now).Value + gain;
                var later = smooth.Where(point => point.Labels > now && point.Value >= reached).Select(point => (double)point.Labels - now).ToList();
                var truth = later.Count > 0 ? later[0] : -(smooth[^1].Labels - now);
                foreach (var run in curve.GroupBy(row => row.Seed))
                    yield return ([.. run.Select(row => row.Point).Where(point => point.Labels <= now)], truth);
            }
        }
    }

    // A truth below 0 is only known to lie beyond so many; sizes are known to a batch of 25.
    private static bool Holds(BudgetForecast forecast, double truth)
    {
        var (low, high) = (forecast.Low ?? (forecast.CanTell ? 0 : int.MaxValue), forecast.High ?? int.MaxValue);
        return truth < 0 ? high >= -truth : low <= truth && high >= truth - 25;
    }

    private static double LabelsFor(Func<double, double> curve, int now, double gain)
    {
        double labels = now;
        while (curve(labels) < curve(now) + gain)
            labels++;
        return labels - now;
    }

    private static List<LearningPoint> Rounds(Func<double, double> curve, int from, int to, int step, Func<double> noise) =>
        [.. Enumerable.Range(0, (to - from) / step + 1).Select(at => new LearningPoint(from + at * step, curve(from + at * step) + noise()))];

    private static double Noise(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
