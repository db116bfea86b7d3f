using System.Globalization;
using System.Text.Json;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>How right each consensus is where gold is known: rows of <c>text</c>, <c>annotations</c> and <c>gold</c>. The classifier learns from the majority, so that it repeats nobody's model of people.</summary>
internal static class ConsensusRun
{
    private const double LeastAssisted = .8;

    public static int Run(VerbOptions options, CancellationToken ct)
    {
        var rows = File.ReadLines(options.Text("data")).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        var (votes, names, gold) = Read(rows);
        foreach (IAggregator aggregator in new IAggregator[] { new MajorityVote(), new OneCoin(), new Glad(), new Mace(), new DawidSkene() })
            Say(aggregator.Name, aggregator.Aggregate(votes, ct).Accuracy(gold));
        string[] texts = [.. rows.Select(row => row.GetProperty("text").GetString()!)];
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = 2 }, null, ct);
        var consensus = new MajorityVote().Aggregate(votes, ct);
        var data = new TrainingSet(
            space.Featurize(texts, 2, ct), [.. Enumerable.Range(0, texts.Length).Select(item => consensus.Best(item)[..1])], LabelSet.Named(LabelTask.Single, names));
        var tier = new RegressionTier(space, new RegressionOptions { Threads = 2, C = options.Share("c", OutOfFold.DoubtfulC) });
        var model = OutOfFold.Predict(tier, data, [.. texts.Select(_ => true)], 5, null, new Random(options.Number("seed", 1)), ct);
        Say("classifier alone, out of fold", new Consensus(model) { Confusions = [] }.Accuracy(gold));
        var assisted = new ModelAssisted(model).Aggregate(votes, ct).Accuracy(gold);
        Say("model-assisted", assisted);
        return assisted >= LeastAssisted ? 0 : 1;
    }

    private static void Say(string what, double accuracy) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {accuracy:F4}"));

    private static (Votes Votes, string[] Labels, int[] Gold) Read(List<JsonElement> rows)
    {
        var cast = rows.SelectMany((row, item) => row.GetProperty("annotations").EnumerateObject().Select(vote => (Item: item, Person: vote.Name, Label: vote.Value.GetString()!))).ToList();
        string[] people = [.. cast.Select(vote => vote.Person).Distinct().Order(StringComparer.Ordinal)];
        string[] labels = [.. cast.Select(vote => vote.Label).Distinct().Order(StringComparer.Ordinal)];
        return (
            Votes.Single(rows.Count, people.Length, labels.Length, [.. cast.Select(vote => new Vote(vote.Item, Array.IndexOf(people, vote.Person), Array.IndexOf(labels, vote.Label)))]),
            labels,
            [.. rows.Select(row => row.TryGetProperty("gold", out var gold) && gold.ValueKind == JsonValueKind.String ? Array.IndexOf(labels, gold.GetString()) : -1)]);
    }
}
