using System.Text.Json;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

/// <summary>The rules on real tags: 35 of them, no labelled item.</summary>
public sealed class TagProjectsTests
{
    [Fact]
    public void Predict_TagsOfMachineLearningProjects_ReachesTheBarAtLabelZero()
    {
        var folder = Environment.GetEnvironmentVariable("STUDIO_DATASETS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "STUDIO_DATASETS is not set: the folder that holds madewithml_tags.");
        var labels = ReadLabels(Path.Combine(folder!, "madewithml_tags", "labels.json"));
        var (texts, truth) = ReadItems(Path.Combine(folder!, "madewithml_tags", "val.jsonl"), labels);
        using var model = new RulesModelTier().Train(new(new([]), [], labels), null, new Random(1), TestContext.Current.CancellationToken);
        var probabilities = new ProbabilityMatrix(texts.Count, labels.Count);

        model.Predict(new(texts), probabilities, TestContext.Current.CancellationToken);

        var predicted = Enumerable.Range(0, texts.Count).Select(row => Decision.Suggested(probabilities[row], model.Thresholds)).ToList();
        var macro = LabelCounts.Of(new(labels, truth, predicted)).Measure(Measure.MacroF1);
        TestContext.Current.TestOutputHelper?.WriteLine($"Macro F1 {macro:F4}");
        Assert.InRange(macro, .53, 1);
    }

    private static LabelSet ReadLabels(string path)
    {
        var rows = JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray().ToList();
        var names = rows.Select(row => row.GetProperty("name").GetString()!).ToList();
        return new(LabelTask.Multi,
            [.. rows.Select(row => new LabelDefinition(
                row.GetProperty("name").GetString()!, Strings(row, "aliases"), [.. Strings(row, "parents").Select(parent => names.IndexOf(parent))]))]);
    }

    private static (List<string> Texts, List<int[]> Truth) ReadItems(string path, LabelSet labels)
    {
        var index = labels.Labels.Select((label, at) => (label.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at);
        var rows = File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        return ([.. rows.Select(row => row.GetProperty("text").GetString()!)],
            [.. rows.Select(row => Strings(row, "labels").Select(label => index[label]).Order().ToArray())]);
    }

    private static string[] Strings(JsonElement row, string property) => [.. row.GetProperty(property).EnumerateArray().Select(value => value.GetString()!)];
}
