using System.Diagnostics;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>How long it takes to score a pool and to rank it, and whether both grow with its size and no faster.</summary>
/// <remarks>
/// <c>scoring --items 1000000 --labels 10 --labelled 1000 --top 1000 --threads 2 --parts 3</c>; the pool is measured at a hundredth, a tenth and the whole for
/// three parts, the best of five each. The bars: the whole in a second, the process within 3 GB, no size dearer by an item than 1.2 times the one before.
/// </remarks>
internal static class ScoringVerb
{
    private const int Tries = 5;
    private const int TextsOfSlice = 50_000;
    private const double MostSeconds = 1;
    private const double MostGrowth = 1.2;
    private const double MostGigabytes = 3;

    public static int Run(string[] words, CancellationToken ct)
    {
        var options = new VerbOptions(words);
        var (items, labels, labelled) = (options.Number("items", 1_000_000), options.Number("labels", 10), options.Number("labelled", 1_000));
        var (top, threads, parts) = (options.Number("top", 1_000), options.Number("threads", 2), options.Number("parts", 3));
        int[] sizes = [.. Enumerable.Range(0, parts).Select(part => items / (int)Math.Pow(10, part)).Reverse()];
        var (seconds, isGood) = (new List<double>(), true);
        foreach (var size in sizes)
        {
            var (score, rank) = Measure(size, labels, Math.Min(labelled, size / 2), top, threads, ct);
            seconds.Add(score / size);
            isGood &= seconds.Count == 1 || seconds[^1] <= MostGrowth * seconds[^2];
            Console.WriteLine($"{size,9:N0} items: scored in {score:F3} s, scored and ranked in {rank:F3} s, {1e6 * score / size:F3} µs an item, {Gigabytes():F2} GB at most so far");
            isGood &= size < items || (rank <= MostSeconds && Gigabytes() <= MostGigabytes);
        }

        Console.WriteLine(isGood ? "within the bars" : "a bar is missed");
        return isGood ? 0 : 1;
    }

    private static (double Score, double Rank) Measure(int items, int labels, int labelled, int top, int threads, CancellationToken ct)
    {
        var (pool, space, kinds) = Build(items, labels, threads, ct);
        var request = new RoundRequest
        {
            Pool = pool,
            Labels = LabelSet.Named(LabelTask.Single, Enumerable.Range(0, labels).Select(label => $"topic {label}")),
            Labelled = [.. Enumerable.Range(0, labelled).Select(row => new LabelledRow(row, [kinds[row]]))],
            Tier = new RegressionTier(space, new RegressionOptions { Threads = threads }),
            Threads = threads,
            QueueLength = top,
        };
        using var model = LearningLoop.Train(request, ct);
        int[] rows = [.. Enumerable.Range(0, items)];
        return (
            Best(() => PoolScoring.Score(model, pool, rows, null, threads, ct)),
            Best(() => LearningLoop.Rank(request, model, ct)));
    }

    // Texts are made slice by slice: a pool of a million would be 400 MB of strings that no server holds.
    private static (Pool Pool, FeatureSpace Space, int[] Kinds) Build(int items, int labels, int threads, CancellationToken ct)
    {
        var kinds = new List<int>(items);
        var space = FeatureSpace.Learn(Slices(items, labels, null).SelectMany(texts => texts), items, new FeatureSpaceOptions { Threads = threads }, null, ct);
        var pool = new Pool(space.Layout);
        foreach (var texts in Slices(items, labels, kinds))
            pool.Append([.. Enumerable.Range(pool.Count, texts.Length).Select(row => (long)row)], space.Featurize(texts, threads, ct).Features!);
        return (pool, space, [.. kinds]);
    }

    private static IEnumerable<string[]> Slices(int items, int labels, List<int>? kinds)
    {
        for (var first = 0; first < items; first += TextsOfSlice)
        {
            var (texts, topics) = GeneratedTexts.Make(Math.Min(TextsOfSlice, items - first), labels, first);
            kinds?.AddRange(topics);
            yield return texts;
        }
    }

    private static double Best(Action work)
    {
        var best = double.MaxValue;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return best;
    }

    private static double Gigabytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1e9;
}
