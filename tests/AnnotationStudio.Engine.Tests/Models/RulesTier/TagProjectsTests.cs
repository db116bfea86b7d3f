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
        var (labels, texts, truth) = ReadAll();

        var macro = MacroF1(labels, texts, truth);

        Assert.InRange(macro, .575, 1);
    }

    [Fact]
    public void Suggestions_AcceptedOnFourFifths_HelpOnTheFifthLeftOut()
    {
        var (labels, texts, truth) = ReadAll();
        var found = new List<int[]>();
        var expected = new List<int[]>();
        for (var fold = 0; fold < 5; fold++)
        {
            var (known, left) = (Enumerable.Range(0, texts.Count).Where(row => row % 5 != fold).ToList(), Enumerable.Range(0, texts.Count).Where(row => row % 5 == fold).ToList());
            var suggestions = RuleSuggestions.Of(labels, known.ConvertAll(row => texts[row]), known.ConvertAll(row => truth[row]), 3, TestContext.Current.CancellationToken);
            var taught = labels with
            {
                Labels = [.. labels.Labels.Select((label, at) => label with { Patterns = [.. suggestions.Where(it => it.Report.Rule.Label == at).Select(it => it.Report.Rule.Words)] })],
            };
            found.AddRange(Suggested(taught, left.ConvertAll(row => texts[row])));
            expected.AddRange(left.ConvertAll(row => truth[row]));
        }

        var macro = LabelCounts.Of(new(labels, expected, found)).Measure(Measure.MacroF1);

        TestContext.Current.TestOutputHelper?.WriteLine($"Macro F1 {macro:F4}");
        Assert.InRange(macro, .65, 1);
    }

    private static double MacroF1(LabelSet labels, List<string> texts, List<int[]> truth)
    {
        var macro = LabelCounts.Of(new(labels, truth, Suggested(labels, texts))).Measure(Measure.MacroF1);
        TestContext.Current.TestOutputHelper?.WriteLine($"Macro F1 {macro:F4}");
        return macro;
    }

    private static List<int[]> Suggested(LabelSet labels, List<string> texts)
    {
        using var model = new RulesModelTier().Train(new(new([]), [], labels), null, new Random(1), TestContext.Current.CancellationToken);
        var probabilities = new ProbabilityMatrix(texts.Count, labels.Count);
        model.Predict(new(texts), probabilities, TestContext.Current.CancellationToken);
        return [.. Enumerable.Range(0, texts.Count).Select(row => Decision.Suggested(probabilities[row], model.Thresholds))];
    }

    // Rules learn nothing, so train and validation are judged together.
    private static (LabelSet Labels, List<string> Texts, List<int[]> Truth) ReadAll()
    {
        var root = Environment.GetEnvironmentVariable("STUDIO_DATASETS");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "STUDIO_DATASETS is not set: the folder that holds madewithml_tags.");
        var folder = Path.Combine(root!, "madewithml_tags");
        var labels = ReadLabels(Path.Combine(folder, "labels.json"));
        var (train, validation) = (ReadItems(Path.Combine(folder, "train.jsonl"), labels), ReadItems(Path.Combine(folder, "val.jsonl"), labels));
        return (labels, [.. train.Texts, .. validation.Texts], [.. train.Truth, .. validation.Truth]);
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
