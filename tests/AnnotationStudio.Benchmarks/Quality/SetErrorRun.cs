using System.Diagnostics;
using System.Globalization;
using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>How many items of a multi-label task are thought wrong, and how many of those at the front of the queue are, where one label was turned in a known share of them.</summary>
/// <remarks>The labels of the file are taken for right, which they seldom are: what is thought wrong with nothing turned says how far off that is.</remarks>
internal static class SetErrorRun
{
    public static int Run(VerbOptions options, CancellationToken ct)
    {
        var rows = LabelledFile.Read(options.Text("data")).Take(options.Number("items", int.MaxValue)).ToList();
        var labels = options.Find("labels") is { } path
            ? LabelledFile.Names(path, LabelTask.Multi)
            : LabelSet.Named(LabelTask.Multi, [.. rows.SelectMany(row => row.Labels).Distinct().Order(StringComparer.Ordinal)]);
        string[] names = [.. labels.Labels.Select(label => label.Name)];
        int[][] truth = [.. rows.Select(row => row.Labels.Select(label => Array.IndexOf(names, label)).Where(label => label >= 0).Order().ToArray())];
        string[] texts = [.. rows.Select(row => row.Text)];
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = 2 }, null, ct);
        var batch = space.Featurize(texts, 2, ct);
        var tier = new RegressionTier(space, new RegressionOptions { Threads = 2, C = OutOfFold.DoubtfulC });
        for (var seed = 1; seed <= options.Number("seeds", 3); seed++)
        {
            var watch = Stopwatch.StartNew();
            var given = Turn(truth, names.Length, options.Share("share", .1), new Random(seed));
            var data = new TrainingSet(batch, given, labels);
            var found = SetErrorSearch.Run(given, (kept, deal) => OutOfFold.Predict(tier, data, kept, 5, null, new Random(deal), ct), null, ct);
            bool[] wrong = [.. given.Select((said, item) => !said.SequenceEqual(truth[item]))];
            Report(seed, found, wrong, watch.Elapsed);
        }

        return 0;
    }

    private static void Report(int seed, SearchedErrors found, bool[] wrong, TimeSpan took)
    {
        var queue = FixQueue.OrderItems(found.Wrong!, [], wrong.Length);
        var (errors, ranks) = (wrong.Count(isTurned => isTurned), 0.0);
        for (var place = 0; place < queue.Count; place++)
            ranks += wrong[queue[place].Item] ? place + 1 : 0;
        var area = 1 - ((ranks - (errors * (errors + 1.0) / 2)) / ((double)errors * (wrong.Length - errors)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {wrong.Length:N0} items, {errors:N0} turned; thought wrong {found.Errors.Value:F0} ({found.Errors.Low:F0} to {found.Errors.High:F0}); the first {errors} hold {queue.Take(errors).Count(suspect => wrong[suspect.Item])}, AUROC {area:F3}; {took.TotalSeconds:F0} s"));
    }

    // One label more or less, by chance; nobody is left without labels.
    private static int[][] Turn(int[][] truth, int labels, double share, Random random)
    {
        int[][] given = [.. truth];
        int[] items = [.. Enumerable.Range(0, truth.Length)];
        random.Shuffle(items);
        foreach (var item in items.Take((int)Math.Round(truth.Length * share)))
            given[item] = truth[item].Length > 1 && random.Next(2) == 0
                ? [.. truth[item].Where((_, at) => at != item % truth[item].Length)]
                : [.. truth[item].Append(Enumerable.Range(0, labels).Except(truth[item]).ElementAt(random.Next(labels - truth[item].Length))).Order()];
        return given;
    }
}
