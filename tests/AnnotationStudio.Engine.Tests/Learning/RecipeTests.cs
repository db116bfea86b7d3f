using System.Text.Json;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Learning;

/// <summary>The figures the recipe promises, on the sets it was measured with.</summary>
public sealed class RecipeTests
{
    [Fact]
    public void Default_NewsAtAHundredLabels_ReachesTheBar()
    {
        var accuracy = Accuracy("ag_news", 100);

        Assert.True(accuracy >= .83, $"accuracy {accuracy:F3} at 100 labels");
    }

    [Fact]
    public void Default_QuestionsAtTwoHundredAndFiftyLabels_ReachesTheBar()
    {
        var accuracy = Accuracy("trec6", 250);

        Assert.True(accuracy >= .66, $"accuracy {accuracy:F3} at 250 labels");
    }

    [Fact]
    public void Train_TagsOfProjects_ReachesTheBar()
    {
        var (train, val) = (Datasets.Read("madewithml_tags/train.jsonl"), Datasets.Read("madewithml_tags/val.jsonl"));
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Datasets.Folder, "madewithml_tags", "labels.json")));
        string[] names = [.. file.RootElement.EnumerateArray().Select(label => label.GetProperty("name").GetString()!)];
        var labels = new LabelSet(LabelTask.Multi, [.. file.RootElement.EnumerateArray().Select(label => new LabelDefinition(
            label.GetProperty("name").GetString()!,
            [.. label.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()!)],
            [.. label.GetProperty("parents").EnumerateArray().Select(parent => Array.IndexOf(names, parent.GetString()!))]))]);
        string[] texts = [.. train.Select(text => text.Text)];
        var space = FeatureSpace.Learn(texts, texts.Length);
        var data = new TrainingSet(space.Featurize(texts), Targets(train, names), labels);

        using var model = new RegressionTier(space, new RegressionOptions { Threads = 2 }).Train(data, null, new Random(1), default);

        var probabilities = new ProbabilityMatrix(val.Count, names.Length);
        model.Predict(new TextBatch([.. val.Select(text => text.Text)]), probabilities, default);
        int[][] suggested = [.. Enumerable.Range(0, val.Count).Select(row => Decision.Suggested(probabilities[row], model.Thresholds))];
        var score = SimulationScore.Of(Targets(val, names), suggested, LabelTask.Multi, names.Length);
        Assert.True(score.MacroF1 >= .66, $"macro F1 {score.MacroF1:F3}");
    }

    private static double Accuracy(string dataset, int labels)
    {
        var set = new SimulationSet(dataset, LabelTask.Single, Datasets.Read($"{dataset}/pool.jsonl"), Datasets.Read($"{dataset}/test.jsonl"));
        var last = 0.0;
        new Simulation(set, new SimulationOptions { Seeds = 1, Max = labels, Threads = 2 }, TimeProvider.System).Run(row => last = row.Accuracy, default);
        return last;
    }

    private static int[][] Targets(List<LabelledText> texts, string[] names) =>
        [.. texts.Select(text => text.Labels.Select(name => Array.IndexOf(names, name)).Where(label => label >= 0).Order().ToArray())];
}
