using System.Diagnostics;
using System.Globalization;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>Speed of the figures on votes, coverage of their intervals, and how well label errors and consensus are found.</summary>
/// <remarks>
/// <c>quality --what speed [--votes 1000000] [--annotators 200] [--labels 10] [--per-item 5]</c>: alpha with its interval, kappa of all pairs and Dawid–Skene, each
/// within 5 s and all within 1 GB. <c>--what coverage [--samples 2000] [--items 200] [--people 3]</c>: 95 % intervals of alpha and of gold accuracy cover the
/// truth in 93 to 97 %. <c>--what errors --data noisy.jsonl</c>: F1 ≥ .80 and AUROC ≥ .975. <c>--what consensus --data crowd.jsonl</c>: prints accuracies.
/// <c>--what set-errors --data tags.jsonl [--labels labels.json] [--items 6000] [--share .1] [--seeds 3]</c>: the same of sets of labels, one turned in a share of the items.
/// <c>--what overlap [--samples 40]</c>: how much overlap a consensus needs to be better than the majority.
/// <c>--what fixing --data pool.jsonl --test test.jsonl [--items 5000] [--share .1] [--worked 500]</c>: of the items worked at least 70 % were wrong, and accuracy rises.
/// </remarks>
internal static class QualityVerb
{
    private const double MostSeconds = 5;
    private const double MostBytes = 1e9;

    public static int Run(string[] words, CancellationToken ct)
    {
        var options = new VerbOptions(words);
        return options.Find("what") switch
        {
            "coverage" => Coverage(options, ct),
            "errors" => ErrorRun.Run(options, ct),
            "fixing" => FixingRun.Run(options, ct),
            "consensus" => ConsensusRun.Run(options, ct),
            "overlap" => OverlapRun.Run(options, ct),
            "set-errors" => SetErrorRun.Run(options, ct),
            _ => Speed(options, ct),
        };
    }

    private static int Speed(VerbOptions options, CancellationToken ct)
    {
        var (count, people, labels, perItem) = (options.Number("votes", 1_000_000), options.Number("annotators", 200), options.Number("labels", 10), options.Number("per-item", 5));
        var votes = DrawnVotes.Make(count / perItem, people, labels, perItem, .8, new Random(1));
        var settings = new EmSettings { Threads = 2 };
        var worst = new[]
        {
            Time("alpha with its interval", () => KrippendorffAlpha.Estimate(votes, AlphaDistance.Nominal, new() { Threads = 2 }, new Random(1), ct).ToString()),
            Time("kappa of all pairs with intervals", () => CohenKappa.Of(votes, ct) is var kappas ? $"{kappas.Counted} pairs, mean {kappas.Mean}" : ""),
            Time("Dawid–Skene", () => $"{new DawidSkene(settings).Aggregate(votes, ct).Objective.Count} steps"),
            Time("all figures of agreement", () => AgreementReport.Of(votes, new() { Threads = 2 }, new Random(1), ct).Reliability.Reason),
        }.Max();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{votes.Count:N0} votes, {people} people, {labels} labels, {perItem} an item: peak {process.PeakWorkingSet64 / 1e6:N0} MB");
        return worst <= MostSeconds && process.PeakWorkingSet64 <= MostBytes ? 0 : 1;
    }

    private static double Time(string what, Func<string> run)
    {
        var watch = Stopwatch.StartNew();
        var said = run();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:F2} s ({said})"));
        return watch.Elapsed.TotalSeconds;
    }

    private static int Coverage(VerbOptions options, CancellationToken ct)
    {
        var (samples, items, people) = (options.Number("samples", 2_000), options.Number("items", 200), options.Number("people", 3));
        var passed = true;
        foreach (var (labels, accuracy) in new[] { (2, .9), (4, .8), (4, .95) })
        {
            var random = new Random(labels);
            var truth = KrippendorffAlpha.Of(DrawnVotes.Make(1_000_000, people, labels, people, accuracy, random));
            var covered = 0;
            for (var sample = 0; sample < samples; sample++)
            {
                var interval = KrippendorffAlpha.Estimate(DrawnVotes.Make(items, people, labels, people, accuracy, random), AlphaDistance.Nominal, new(), random, ct);
                covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
            }

            passed &= Say($"alpha {truth:F3}, {labels} labels", (double)covered / samples);
        }

        foreach (var golds in new[] { 50, 100, 200, 400 })
        {
            double[] accuracies = [.. Enumerable.Range(0, 28).Select(step => .7 + (.01 * step))];
            passed &= Say($"gold accuracy of {golds}", accuracies.Average(accuracy => WilsonCoverage(golds, accuracy)));
        }

        return passed ? 0 : 1;
    }

    private static bool Say(string what, double coverage)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: 95 % interval covers {coverage:P1}"));
        return coverage is >= .93 and <= .97;
    }

    // Exact: the chance of each number of right answers, where its interval holds the accuracy.
    private static double WilsonCoverage(int trials, double accuracy)
    {
        var (logChance, covered) = (trials * Math.Log(1 - accuracy), 0.0);
        for (var right = 0; right <= trials; right++)
        {
            var interval = Interval.Wilson(right, trials);
            covered += interval.Low <= accuracy && accuracy <= interval.High ? Math.Exp(logChance) : 0;
            if (right < trials)
                logChance += Math.Log((trials - right) / (right + 1.0) * accuracy / (1 - accuracy));
        }

        return covered;
    }
}
