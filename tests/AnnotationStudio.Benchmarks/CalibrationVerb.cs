using System.Globalization;
using System.Text.Json;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>Whether probabilities mean what they say, after labels chosen by chance and by the default strategy.</summary>
/// <remarks><c>calibration folder [labels 500] [seeds 5]</c>: a folder with pool.jsonl and test.jsonl, single-label. Bars: .05 by chance, .06 by the default.</remarks>
internal static class CalibrationVerb
{
    private const int Batch = 25;

    public static int Run(string[] words, CancellationToken ct)
    {
        var (labels, seeds) = (Number(words, 1, 500), Number(words, 2, 5));
        var (pool, test) = (Read(Path.Combine(words[0], "pool.jsonl")), Read(Path.Combine(words[0], "test.jsonl")));
        string[] names = [.. pool.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)];
        var set = LabelSet.Named(LabelTask.Single, names);
        string[] texts = [.. pool.Select(row => row.Text)];
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = 2 }, null, ct);
        var rows = new Pool(space.Layout);
        rows.Append([.. Enumerable.Range(0, texts.Length).Select(row => (long)row)], space.Featurize(texts, 2, ct).Features!);
        var judged = space.Featurize([.. test.Select(row => row.Text)], 2, ct);
        int[][] truth = [.. test.Select(row => new[] { Array.IndexOf(names, row.Label) })];
        int[][] oracle = [.. pool.Select(row => new[] { Array.IndexOf(names, row.Label) })];
        var passed = true;
        foreach (var (strategy, bar) in new[] { ("random", .05), (QueryStrategyNames.Default, .06) })
        {
            var (before, after) = (new List<double>(), new List<double>());
            for (var seed = 0; seed < seeds; seed++)
            {
                var request = new RoundRequest
                {
                    Pool = rows,
                    Labels = set,
                    Labelled = [],
                    Tier = new RegressionTier(space, new RegressionOptions { Threads = 2 }),
                    Strategy = QueryStrategyNames.Find(strategy),
                    QueueLength = Batch,
                    Batches = 1,
                    Threads = 2,
                    Seed = seed,
                };
                request = request with { Labelled = Choose(request, strategy, labels, oracle, ct) };
                using var plain = LearningLoop.Train(request, ct);
                using var calibrated = LearningLoop.RunRound(request, null, ct).Model;
                before.Add(Error(plain));
                after.Add(Error(calibrated));
            }

            Console.WriteLine($"{strategy}, {labels} labels: calibration error {before.Average():F3} before, {after.Average():F3} after ({string.Join(' ', after.Select(error => error.ToString("F3", CultureInfo.InvariantCulture)))}), bar {bar:F2}");
            passed &= after.Average() <= bar;
        }

        return passed ? 0 : 1;

        double Error(IModel model)
        {
            var probabilities = new ProbabilityMatrix(truth.Length, names.Length);
            model.Predict(judged, probabilities, ct);
            return Calibration.ExpectedError(probabilities, truth, LabelTask.Single);
        }
    }

    private static List<LabelledRow> Choose(RoundRequest request, string strategy, int labels, int[][] oracle, CancellationToken ct)
    {
        IEnumerable<int> first = strategy == QueryStrategyNames.Default
            ? LearningLoop.Start(request, ct).Select(pick => pick.Row)
            : new RandomSampling().Select(new PoolView(LabelTask.Single, request.Pool.Count), labels, new Random(request.Seed));
        List<LabelledRow> labelled = [.. first.Select(row => new LabelledRow(row, oracle[row]))];
        while (labelled.Count < labels)
        {
            var asked = request with { Labelled = [.. labelled], Seed = request.Seed + (1000 * labelled.Count) };
            using var model = LearningLoop.Train(asked, ct);
            labelled.AddRange(LearningLoop.Rank(asked, model, ct).Select(pick => new LabelledRow(pick.Row, oracle[pick.Row])));
        }

        return labelled;
    }

    private static List<(string Text, string Label)> Read(string path) =>
    [
        .. File.ReadLines(path).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            return (row.RootElement.GetProperty("text").GetString()!, row.RootElement.GetProperty("label").GetString()!);
        }),
    ];

    private static int Number(string[] words, int at, int otherwise) =>
        words.Length > at ? int.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
}
