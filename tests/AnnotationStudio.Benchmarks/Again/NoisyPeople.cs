using System.Text.Json;

namespace AnnotationStudio.Benchmarks.Again;

/// <summary>Items, what is true of them, and what each of some people would say.</summary>
/// <param name="Texts">The items.</param>
/// <param name="Names">The labels.</param>
/// <param name="Truth">Index of each item's label.</param>
/// <param name="Says">Items × people: index of the label that each would choose.</param>
internal sealed record NoisyPeople(string[] Texts, string[] Names, int[] Truth, int[][] Says)
{
    public int People => Says[0].Length;

    /// <summary>People who are right with probabilities evenly from one to another, and otherwise choose any other label.</summary>
    public static NoisyPeople Drawn(string path, int items, int people, (double From, double To) accuracy, Random random)
    {
        var rows = LabelledFile.Read(path).ToArray();
        random.Shuffle(rows);
        rows = rows[..Math.Min(items, rows.Length)];
        string[] names = [.. rows.Select(row => row.Labels[0]).Distinct().Order(StringComparer.Ordinal)];
        int[] truth = [.. rows.Select(row => Array.IndexOf(names, row.Labels[0]))];
        double[] right = [.. Enumerable.Range(0, people).Select(person => people == 1 ? accuracy.To : accuracy.From + ((accuracy.To - accuracy.From) * person / (people - 1)))];
        int[][] says = [.. truth.Select(label => right.Select(share => random.NextDouble() < share ? label : (label + 1 + random.Next(names.Length - 1)) % names.Length).ToArray())];
        return new NoisyPeople([.. rows.Select(row => row.Text)], names, truth, says);
    }

    /// <summary>Rows of <c>text</c>, <c>annotations</c> and <c>gold</c>; what real people said, those who said nothing of an item left out with it.</summary>
    public static NoisyPeople Crowd(string path)
    {
        var rows = File.ReadLines(path).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        string[] people = [.. rows.SelectMany(row => row.GetProperty("annotations").EnumerateObject().Select(vote => vote.Name)).Distinct().Order(StringComparer.Ordinal)];
        rows = [.. rows.Where(row => row.TryGetProperty("gold", out var gold) && gold.ValueKind == JsonValueKind.String && people.All(person => row.GetProperty("annotations").TryGetProperty(person, out _)))];
        string[] names = [.. rows.Select(row => row.GetProperty("gold").GetString()!).Distinct().Order(StringComparer.Ordinal)];
        int[][] says = [.. rows.Select(row => people.Select(person => Array.IndexOf(names, row.GetProperty("annotations").GetProperty(person).GetString())).ToArray())];
        int[] known = [.. Enumerable.Range(0, rows.Count).Where(row => says[row].All(label => label >= 0))];
        return new NoisyPeople(
            [.. known.Select(row => rows[row].GetProperty("text").GetString()!)], names, [.. known.Select(row => Array.IndexOf(names, rows[row].GetProperty("gold").GetString()))], [.. known.Select(row => says[row])]);
    }

    /// <summary>Some of the items alone.</summary>
    public NoisyPeople Of(IReadOnlyList<int> items) => this with { Texts = [.. items.Select(item => Texts[item])], Truth = [.. items.Select(item => Truth[item])], Says = [.. items.Select(item => Says[item])] };
}
