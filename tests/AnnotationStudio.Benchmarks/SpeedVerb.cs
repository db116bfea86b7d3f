using System.Diagnostics;
using System.Globalization;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>How long a round of the regression tier takes: cross-validation, fit, scoring the pool, filling the queue.</summary>
/// <remarks><c>speed [items 120000] [labelled 1000] [threads 2] [topics 4] [single|multi] [seconds 2]</c>; the best of five rounds must keep the bar.</remarks>
internal static class SpeedVerb
{
    private const int Rounds = 5;

    public static int Run(string[] words, CancellationToken ct)
    {
        var (items, labelled, threads, topics) = (Number(words, 0, 120_000), Number(words, 1, 1_000), Number(words, 2, 2), Number(words, 3, 4));
        var task = words.ElementAtOrDefault(4) == "multi" ? LabelTask.Multi : LabelTask.Single;
        var bar = double.Parse(words.ElementAtOrDefault(5) ?? "2", CultureInfo.InvariantCulture);
        var (texts, kinds) = GeneratedTexts.Make(items, topics, 1);
        var watch = Stopwatch.StartNew();
        var space = FeatureSpace.Learn(texts, items, new FeatureSpaceOptions { Threads = threads }, null, ct);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, items).Select(row => (long)row)], space.Featurize(texts, threads, ct).Features!);
        Console.WriteLine($"{items:N0} texts of {texts.Average(text => text.Length):F0} characters, features in {watch.Elapsed.TotalSeconds:F1} s");

        var labels = LabelSet.Named(task, Enumerable.Range(0, topics).Select(topic => $"topic {topic}"));
        var request = new RoundRequest
        {
            Pool = pool,
            Labels = labels,
            Labelled = [.. Enumerable.Range(0, labelled).Select(row => new LabelledRow(row, Labels(kinds[row], row, task, topics)))],
            Tier = new RegressionTier(space, new RegressionOptions { Threads = threads }),
            Threads = threads,
            Texts = rows => [.. rows.Select(row => texts[row])],
        };
        var rounds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            watch.Restart();
            using var model = LearningLoop.Train(request, ct);
            var fit = watch.Elapsed.TotalSeconds;
            watch.Restart();
            using var whole = LearningLoop.RunRound(request, null, ct).Model;
            rounds.Add(watch.Elapsed.TotalSeconds);
            Console.WriteLine($"training alone {fit:F2} s, round {rounds[^1]:F2} s");
        }

        Refresh(request, space, kinds, threads, ct);
        Console.WriteLine($"best round {rounds.Min():F2} s of {bar:F1} s");
        return rounds.Min() <= bar ? 0 : 1;
    }

    // As labels trickle in: four more each time.
    private static void Refresh(RoundRequest request, FeatureSpace space, int[] kinds, int threads, CancellationToken ct)
    {
        var head = new WarmRegression(space, new RegressionOptions { Threads = threads });
        var labelled = request.Labelled.ToList();
        for (var refresh = 0; refresh <= 2 * Rounds; refresh++)
        {
            var watch = Stopwatch.StartNew();
            LearningLoop.Refresh(request with { Labelled = [.. labelled] }, head, ct);
            Console.WriteLine($"{(refresh == 0 ? "first" : "further")} refresh on {labelled.Count:N0} labels {watch.Elapsed.TotalSeconds:F3} s");
            labelled.AddRange(Enumerable.Range(labelled.Count, 4).Select(row => new LabelledRow(row, Labels(kinds[row], row, request.Labels.Task, request.Labels.Count))));
        }
    }

    private static int[] Labels(int topic, int row, LabelTask task, int topics) =>
        task == LabelTask.Single || row % 3 > 0 ? [topic] : [.. new[] { topic, (topic + 1) % topics }.Order()];

    private static int Number(string[] words, int at, int otherwise) =>
        words.Length > at ? int.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
}
