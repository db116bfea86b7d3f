using System.Globalization;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>From how much overlap on a consensus is better than the majority: made-up crowds of people who are right on .6 to .95, each with mistakes of their own.</summary>
internal static class OverlapRun
{
    private const double Smallest = .6;
    private const double Largest = .95;

    public static int Run(VerbOptions options, CancellationToken ct)
    {
        var replicates = options.Number("samples", 40);
        Console.WriteLine("labels people answers-each per-item | items | majority | Dawid-Skene: gain, worse in | one-coin: gain, worse in");
        foreach (var labels in new[] { 2, 4, 10 })
            foreach (var people in new[] { 2, 3, 5, 10, 20 })
                foreach (var perItem in new[] { 2, 3 }.Where(asked => asked <= people))
                    foreach (var each in new[] { 10, 20, 40, 80, 160, 320 })
                        Report(labels, people, perItem, each, replicates, ct);
        return 0;
    }

    private static void Report(int labels, int people, int perItem, int each, int replicates, CancellationToken ct)
    {
        var items = people * each / perItem;
        var (base0, gains, coins) = (new double[replicates], new double[replicates], new double[replicates]);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            var (votes, truth) = Draw(labels, people, perItem, items, new Random(replicate));
            base0[replicate] = new MajorityVote().Aggregate(votes, ct).Accuracy(truth);
            gains[replicate] = new DawidSkene().Aggregate(votes, ct).Accuracy(truth) - base0[replicate];
            coins[replicate] = new OneCoin().Aggregate(votes, ct).Accuracy(truth) - base0[replicate];
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{labels,6} {people,6} {each,12} {perItem,8} | {items,5} | {base0.Average(),8:0.000} | {gains.Average(),8:+0.000;-0.000} {gains.Count(gain => gain < 0) / (double)replicates,6:0%} | {coins.Average(),8:+0.000;-0.000} {coins.Count(gain => gain < 0) / (double)replicates,6:0%}"));
    }

    private static (Votes Votes, int[] Truth) Draw(int labels, int people, int perItem, int items, Random random)
    {
        double[] accuracies = [.. Enumerable.Range(0, people).Select(_ => Smallest + ((Largest - Smallest) * random.NextDouble()))];
        // Whoever errs takes one label for another more often than for the rest.
        int[][] favourites = [.. accuracies.Select(_ => Enumerable.Range(0, labels).Select(label => (label + 1 + random.Next(labels - 1)) % labels).ToArray())];
        var truth = new int[items];
        var votes = new List<Vote>(items * perItem);
        int[] everybody = [.. Enumerable.Range(0, people)];
        for (var item = 0; item < items; item++)
        {
            truth[item] = random.Next(labels);
            random.Shuffle(everybody);
            foreach (var person in everybody.AsSpan(0, perItem))
            {
                var answer = random.NextDouble() < accuracies[person] ? truth[item]
                    : random.Next(2) == 0 ? favourites[person][truth[item]]
                    : (truth[item] + 1 + random.Next(labels - 1)) % labels;
                votes.Add(new Vote(item, person, answer));
            }
        }

        return (Votes.Single(items, people, labels, [.. votes]), truth);
    }
}
