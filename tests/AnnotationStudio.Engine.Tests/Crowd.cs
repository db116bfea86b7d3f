using System.Text.Json;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests;

/// <summary>A crowd set of STUDIO_DATASETS: votes, the texts where there are any, and gold as an index of the label or -1.</summary>
internal sealed record Crowd(Votes Votes, string[] Labels, string[] Texts, int[] Gold)
{
    public static Crowd Read(string dataset)
    {
        JsonElement[] rows = [.. File.ReadLines(Path.Combine(Datasets.Folder, dataset, "crowd.jsonl")).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            return row.RootElement.Clone();
        })];
        var (people, votes) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<Vote>());
        string[] labels = [.. rows.SelectMany(row => row.GetProperty("annotations").EnumerateObject().Select(vote => vote.Value.GetString()!)).Distinct().Order(StringComparer.Ordinal)];
        for (var item = 0; item < rows.Length; item++)
        {
            foreach (var vote in rows[item].GetProperty("annotations").EnumerateObject())
            {
                people.TryAdd(vote.Name, people.Count);
                votes.Add(new(item, people[vote.Name], Array.IndexOf(labels, vote.Value.GetString())));
            }
        }

        return new(
            Votes.Single(rows.Length, people.Count, labels.Length, [.. votes]),
            labels,
            [.. rows.Select(row => row.TryGetProperty("text", out var text) ? text.GetString()! : "")],
            [.. rows.Select(row => row.TryGetProperty("gold", out var gold) && gold.ValueKind == JsonValueKind.String ? Array.IndexOf(labels, gold.GetString()) : -1)]);
    }

    /// <summary>Share of gold items that are right; where several labels are best, the gold one counts its share.</summary>
    public double Accuracy(ProbabilityMatrix posterior)
    {
        var (right, judged) = (0.0, 0);
        for (var item = 0; item < Gold.Length; item++)
        {
            if (Gold[item] < 0)
                continue;
            judged++;
            var best = posterior[item].ToArray().Max();
            int[] ties = [.. Enumerable.Range(0, posterior.Labels).Where(label => posterior[item][label] == best)];
            right += ties.Contains(Gold[item]) ? 1.0 / ties.Length : 0;
        }

        return right / judged;
    }
}
