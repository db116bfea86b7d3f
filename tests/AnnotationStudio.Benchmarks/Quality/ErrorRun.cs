using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>How well label errors are found where they are known: rows of <c>text</c>, <c>label</c> and <c>is_error</c>.</summary>
internal static class ErrorRun
{
    private const double LeastF1 = .8;
    private const double LeastArea = .975;

    public static int Run(VerbOptions options, CancellationToken ct)
    {
        var rows = File.ReadLines(options.Text("data")).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        string[] texts = [.. rows.Select(row => row.GetProperty("text").GetString()!)];
        string[] names = [.. rows.Select(row => row.GetProperty("label").GetString()!).Distinct().Order(StringComparer.Ordinal)];
        int[] given = [.. rows.Select(row => Array.IndexOf(names, row.GetProperty("label").GetString()))];
        bool[] wrong = [.. rows.Select(row => row.GetProperty("is_error").GetBoolean())];
        var watch = Stopwatch.StartNew();
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = 2 }, null, ct);
        var data = new TrainingSet(space.Featurize(texts, 2, ct), [.. given.Select(label => new[] { label })], LabelSet.Named(LabelTask.Single, names));
        var tier = new RegressionTier(space, new RegressionOptions { Threads = 2, C = options.Share("c", OutOfFold.DoubtfulC) });
        var search = new ErrorSearchOptions { Deals = options.Number("deals", 1), Looks = options.Number("looks", 3) };
        var seen = ErrorSearch.Run(given, (kept, deal) =>
        {
            var probabilities = OutOfFold.Predict(tier, data, kept, 5, null, new Random(deal), ct);
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F0} s, learned from {kept.Count(keep => keep):N0}: "));
            Judge(probabilities, ErrorCount.Estimate(probabilities, given), given, wrong);
            return probabilities;
        }, search, ct);
        Console.Write("all looks: ");
        var last = Judge(seen.OutOfSample, seen.Errors, given, wrong);
        return last.F1 >= LeastF1 && last.Area >= LeastArea ? 0 : 1;
    }

    private static (double F1, double Area) Judge(ProbabilityMatrix probabilities, Interval estimate, int[] given, bool[] wrong)
    {
        var queue = FixQueue.Order(probabilities, given, [], given.Length);
        double errors = wrong.Count(error => error), ranks = 0, best = 0;
        var (found, at) = (0, 0);
        for (var place = 1; place <= queue.Count; place++)
        {
            if (!wrong[queue[place - 1].Item])
                continue;
            found++;
            ranks += place;
            if (2 * found / (place + errors) is var f1 && f1 > best)
                (best, at) = (f1, place);
        }

        var area = 1 - ((ranks - (errors * (errors + 1) / 2)) / (errors * (given.Length - errors)));
        var flagged = (int)Math.Round(estimate.Value);
        var hits = queue.Take(flagged).Count(suspect => wrong[suspect.Item]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"AUROC {area:F4}, best F1 {best:F4} at {at}; flagged {flagged} ({estimate.Low:F0} to {estimate.High:F0}): F1 {2 * hits / (flagged + errors):F4}; the first 500 hold {queue.Take(500).Count(suspect => wrong[suspect.Item])}"));
        return (2 * hits / (flagged + errors), area);
    }
}
