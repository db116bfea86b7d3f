using System.Diagnostics;
using System.Globalization;
using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>What working the fix queue is worth: turns some of the labels, lets an oracle answer the front of the queue, and trains before and after.</summary>
internal sealed class FixingRun(VerbOptions options, CancellationToken ct)
{
    private const double LeastHits = .7;
    private readonly int _worked = options.Number("worked", 500);
    private readonly Random _random = new(options.Number("seed", 1));

    public static int Run(VerbOptions options, CancellationToken ct) => new FixingRun(options, ct).Run();

    private int Run()
    {
        var rows = LabelledFile.Read(options.Text("data")).Take(options.Number("items", 5_000)).ToList();
        var test = LabelledFile.Read(options.Text("test")).Take(options.Number("audit", int.MaxValue)).ToList();
        string[] names = [.. rows.SelectMany(row => row.Labels).Distinct().Order(StringComparer.Ordinal)];
        var task = LabelledFile.IsMulti(options.Text("data")) ? LabelTask.Multi : LabelTask.Single;
        int[][] truth = [.. rows.Select(row => Indexes(row.Labels, names))];
        var given = Turn(truth, names.Length, task);
        var watch = Stopwatch.StartNew();
        var space = FeatureSpace.Learn(rows.Select(row => row.Text), rows.Count, new FeatureSpaceOptions { Threads = 2 }, null, ct);
        var batch = space.Featurize([.. rows.Select(row => row.Text)], 2, ct);
        var data = new TrainingSet(batch, given, LabelSet.Named(task, names));
        int[][] answers = [.. test.Select(row => Indexes(row.Labels, names))];
        var before = Right(space, data, test, answers);
        var (queue, errors) = Search(space, data);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count:N0} items, {Wrong(given, truth):N0} wrong; thought wrong {errors.Value:F0} ({errors.Low:F0} to {errors.High:F0}); found in {watch.Elapsed.TotalSeconds:F0} s"));
        var hits = queue.Take(_worked).Count(item => !given[item].SequenceEqual(truth[item]));
        foreach (var item in queue.Take(_worked))
            given[item] = truth[item];
        var after = Right(space, data, test, answers);
        var (low, high) = Difference(before, after);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the first {_worked} hold {hits} errors; {Wrong(given, truth):N0} are left"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"accuracy on {test.Count:N0} audit items: {Share(before):F4} before, {Share(after):F4} after, difference {Share(after) - Share(before):F4} ({low:F4} to {high:F4}); {watch.Elapsed.TotalSeconds:F0} s"));
        return hits >= LeastHits * _worked && Share(after) > Share(before) ? 0 : 1;
    }

    private (IReadOnlyList<int> Items, Interval Errors) Search(FeatureSpace space, TrainingSet data)
    {
        var tier = new RegressionTier(space, new RegressionOptions { Threads = 2, C = OutOfFold.DoubtfulC });
        ProbabilityMatrix Predict(IReadOnlyList<bool> kept, int deal) => OutOfFold.Predict(tier, data, kept, 5, null, new Random(deal), ct);
        if (data.Labels.Task == LabelTask.Multi)
        {
            var sets = SetErrorSearch.Run(data.Targets, Predict, null, ct);
            return ([.. FixQueue.OrderItems(sets.Wrong!, [], data.Targets.Count).Select(suspect => suspect.Item)], sets.Errors);
        }

        int[] labels = [.. data.Targets.Select(target => target[0])];
        var seen = ErrorSearch.Run(labels, Predict, null, ct);
        return ([.. FixQueue.Order(seen.OutOfSample, labels, [], labels.Length).Select(suspect => suspect.Item)], seen.Errors);
    }

    // Another label by chance; in a multi-label task one label more or less, so that as many are missing as are too many.
    private int[][] Turn(int[][] truth, int labels, LabelTask task)
    {
        int[][] given = [.. truth];
        var items = Enumerable.Range(0, truth.Length).ToArray();
        _random.Shuffle(items);
        foreach (var item in items.Take((int)Math.Round(truth.Length * options.Share("share", .1))))
        {
            if (task == LabelTask.Single)
                given[item] = [(truth[item][0] + 1 + _random.Next(labels - 1)) % labels];
            else if (truth[item].Length > 1 && _random.Next(2) == 0)
                given[item] = [.. truth[item].Where((_, at) => at != item % truth[item].Length)];
            else
                given[item] = [.. truth[item].Append(Enumerable.Range(0, labels).Except(truth[item]).ElementAt(_random.Next(labels - truth[item].Length))).Order()];
        }

        return given;
    }

    private bool[] Right(FeatureSpace space, TrainingSet data, List<LabelledText> test, int[][] answers)
    {
        using var model = new RegressionTier(space, new RegressionOptions { Threads = 2 }).Train(data, null, new Random(1), ct);
        var predicted = new ProbabilityMatrix(test.Count, data.Labels.Count);
        model.Predict(space.Featurize([.. test.Select(row => row.Text)], 2, ct), predicted, ct);
        return [.. answers.Select((answer, row) => Decision.Suggested(predicted[row], model.Thresholds).SequenceEqual(answer))];
    }

    private (double Low, double High) Difference(bool[] before, bool[] after)
    {
        var differences = new double[2_000];
        for (var draw = 0; draw < differences.Length; draw++)
            for (var item = 0; item < before.Length; item++)
                differences[draw] += _random.Next(before.Length) is var drawn && before[drawn] != after[drawn] ? (after[drawn] ? 1.0 : -1) / before.Length : 0;
        Array.Sort(differences);
        return (differences[50], differences[^51]);
    }

    private static int[] Indexes(IEnumerable<string> labels, string[] names) => [.. labels.Select(label => Array.IndexOf(names, label)).Where(label => label >= 0).Order()];

    private static int Wrong(int[][] given, int[][] truth) => given.Where((labels, item) => !labels.SequenceEqual(truth[item])).Count();

    private static double Share(bool[] right) => right.Average(one => one ? 1.0 : 0);
}
