using System.Diagnostics;
using System.Text.Json;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>
/// How well the convolution tier tells labels apart: <c>convolution --data a.jsonl[,b.jsonl] (--test t.jsonl | --folds 5)</c>.
/// Further options: <c>--names labels.json</c> (aliases and parents, for rules), <c>--held 2</c> (judges on the first folds alone), <c>--labels 1000</c> (trains on so many), <c>--seeds 3</c>, <c>--threads 2</c>, <c>--bar .9</c>, <c>--tier regression</c> for comparison,
/// <c>--set '{"Members":1}'</c> for any of its options. Word vectors are learned from all texts of the data, as a pool teaches them; labels never leave their fold.
/// </summary>
internal static class ConvolutionVerb
{
    public static int Run(string[] words, CancellationToken ct)
    {
        var options = new VerbOptions(words);
        var data = LabelledFile.Read(options.Text("data"));
        var task = LabelledFile.IsMulti(options.Text("data")) ? LabelTask.Multi : LabelTask.Single;
        var labels = options.Find("names") is { } names
            ? LabelledFile.Names(names, task)
            : LabelSet.Named(task, data.SelectMany(text => text.Labels).Distinct().Order(StringComparer.Ordinal));
        var threads = options.Number("threads", 2);
        var space = FeatureSpace.Learn(data.Select(text => text.Text), data.Count, new FeatureSpaceOptions { Threads = threads }, null, ct);
        var set = JsonSerializer.Deserialize<ConvolutionOptions>(options.Find("set") ?? "{}")! with { Threads = threads };
        IModelTier tier = options.Find("tier") == "regression"
            ? new RegressionTier(space, new RegressionOptions { Threads = threads })
            : new ConvolutionTier(space, set);
        var measure = task == LabelTask.Multi ? Measure.MacroF1 : Measure.Accuracy;
        var figures = new List<double>();
        for (var seed = 0; seed < options.Number("seeds", 1); seed++)
        {
            var watch = Stopwatch.StartNew();
            var judged = new Trial(tier, data, labels, seed, ct);
            var report = options.Find("test") is { } test
                ? judged.OnTest(LabelledFile.Read(test), options.Number("labels", data.Count))
                : judged.OnFolds(options.Number("folds", 5), options.Number("held", int.MaxValue));
            figures.Add(report.Measure(measure));
            Console.WriteLine($"seed {seed}: {measure} {figures[^1]:F4}, {watch.Elapsed.TotalSeconds:F1} s");
        }

        Console.WriteLine($"{tier.Tier}, {data.Count} texts, {labels.Count} labels: {measure} {figures.Average():F4} over {figures.Count} seeds");
        return figures.Average() >= options.Share("bar", 0) ? 0 : 1;
    }

    private sealed class Trial(IModelTier tier, List<LabelledText> data, LabelSet labels, int seed, CancellationToken ct)
    {
        public LabelCounts OnTest(List<LabelledText> test, int most)
        {
            var order = data.ToArray();
            new Random(seed + 100).Shuffle(order);
            return LabelCounts.Of(new JudgedItems(labels, [.. test.Select(Indexes)], Suggested(order[..Math.Min(most, order.Length)], test)));
        }

        public LabelCounts OnFolds(int folds, int most)
        {
            int[][] targets = [.. data.Select(Indexes)];
            var fold = Folds.Deal(targets, labels.Count, folds, new Random(seed));
            var suggested = new int[data.Count][];
            for (var held = 0; held < Math.Min(folds, most); held++)
            {
                int[] outside = [.. Enumerable.Range(0, data.Count).Where(text => fold[text] == held)];
                LabelledText[] inside = [.. Enumerable.Range(0, data.Count).Where(text => fold[text] != held).Select(text => data[text])];
                var own = Suggested(inside, [.. outside.Select(text => data[text])]);
                for (var i = 0; i < outside.Length; i++)
                    suggested[outside[i]] = own[i];
            }

            int[] judged = [.. Enumerable.Range(0, data.Count).Where(text => fold[text] < most)];
            return LabelCounts.Of(new JudgedItems(labels, [.. judged.Select(text => targets[text])], [.. judged.Select(text => suggested[text])]));
        }

        private int[][] Suggested(LabelledText[] trained, List<LabelledText> judged)
        {
            var training = new TrainingSet(new TextBatch([.. trained.Select(text => text.Text)]), [.. trained.Select(Indexes)], labels);
            using var model = tier.Train(training, null, new Random(seed), ct);
            var probabilities = new ProbabilityMatrix(judged.Count, labels.Count);
            model.Predict(new TextBatch([.. judged.Select(text => text.Text)]), probabilities, ct);
            return [.. Enumerable.Range(0, judged.Count).Select(row => Decision.Suggested(probabilities[row], model.Thresholds))];
        }

        private int[] Indexes(LabelledText text) =>
            [.. labels.Labels.Index().Where(label => text.Labels.Contains(label.Item.Name)).Select(label => label.Index)];
    }
}
