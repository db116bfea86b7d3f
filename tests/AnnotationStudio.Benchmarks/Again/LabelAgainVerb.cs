using System.Globalization;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks.Again;

/// <summary>
/// Whether it pays to ask about doubtful items again when people err: a fixed number of annotations, spent on new items, on two people an item, or where ActiveLab says.
/// <c>again --pool pool.jsonl --test test.jsonl</c> with people by chance, or <c>again --crowd crowd.jsonl</c> with real ones and half of the items as the test.
/// </summary>
internal static class LabelAgainVerb
{
    public static int Run(string[] words, CancellationToken ct)
    {
        var options = new VerbOptions(words);
        var all = Enum.GetValues<Spending>().ToDictionary(spending => spending, _ => new List<Life>());
        for (var seed = 0; seed < options.Number("seeds", 5); seed++)
        {
            var (people, texts, truth) = Stage(options, new Random(seed));
            var space = FeatureSpace.Learn(people.Texts, people.Texts.Length, new FeatureSpaceOptions(), null, ct);
            var pool = new Pool(space.Layout);
            pool.Append([.. Enumerable.Range(0, people.Texts.Length).Select(row => (long)row)], space.Featurize(people.Texts, 1, ct).Features!);
            var test = (space.Featurize(texts, 1, ct), truth);
            var settings = new LabelAgainOptions(
                options.Number("budget", 2_000), options.Number("batch", 100), options.Number("most", 5), options.Find("consensus") == "dawid-skene", options.Share("c", 10), seed);
            foreach (var (spending, lives) in all)
            {
                var (curve, again, right) = new LabelAgainRun(people, test, space, pool, settings).Run(spending, ct);
                lives.Add(new Life(curve.Average(point => point.Accuracy), curve[^1].Accuracy, again, right));
                Say($"seed {seed}, {spending}: {string.Join(' ', curve.Select(point => $"{point.Annotations}:{point.Accuracy:F3}"))}; {again} asked again, labels right {right:F3}");
            }
        }

        foreach (var (spending, lives) in all)
            Say($"{spending}: area {Mean(lives, life => life.Area)}, last {Mean(lives, life => life.Last)}, labels right {Mean(lives, life => life.Right)}, asked again {lives.Average(life => life.Again):F0}");
        var (low, high) = (Gain(all, Spending.New), Gain(all, Spending.Two));
        return low > 0 && high > 0 ? 0 : 1;
    }

    private static double Gain(Dictionary<Spending, List<Life>> all, Spending other)
    {
        double[] gains = [.. all[Spending.Again].Zip(all[other], (again, than) => again.Area - than.Area)];
        Say($"Again less {other}: area {gains.Average():F4} ± {Half(gains):F4}, last {all[Spending.Again].Zip(all[other], (again, than) => again.Last - than.Last).Average():F4}");
        return gains.Average();
    }

    private static (NoisyPeople People, string[] Texts, int[] Truth) Stage(VerbOptions options, Random random)
    {
        if (options.Find("crowd") is not { } crowd)
        {
            var drawn = NoisyPeople.Drawn(options.Text("pool"), options.Number("items", 3_000), options.Number("people", 5), (options.Share("from", .55), options.Share("to", .9)), random);
            var test = LabelledFile.Read(options.Text("test"));
            return (drawn, [.. test.Select(row => row.Text)], [.. test.Select(row => Array.IndexOf(drawn.Names, row.Labels[0]))]);
        }

        var everything = NoisyPeople.Crowd(crowd);
        int[] order = [.. Enumerable.Range(0, everything.Texts.Length)];
        random.Shuffle(order);
        var held = everything.Of(order[(order.Length / 2)..]);
        return (everything.Of(order[..(order.Length / 2)]), held.Texts, held.Truth);
    }

    private static string Mean(List<Life> lives, Func<Life, double> figure)
    {
        double[] figures = [.. lives.Select(figure)];
        return string.Create(CultureInfo.InvariantCulture, $"{figures.Average():F4} ± {Half(figures):F4}");
    }

    // Half of the mean's 95 % interval, by the normal law: a few seeds tell no more than its size.
    private static double Half(double[] figures)
    {
        var mean = figures.Average();
        return 1.96 * Math.Sqrt(figures.Sum(figure => (figure - mean) * (figure - mean)) / Math.Max(1, figures.Length - 1) / figures.Length);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Life(double Area, double Last, int Again, double Right);
}
