using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

/// <summary>Short ways to write judged items down.</summary>
internal static class Items
{
    public static JudgedItems Single(int labels, int[] truth, int[] predicted) =>
        new(Names(LabelTask.Single, labels), [.. truth.Select(label => new[] { label })], [.. predicted.Select(label => new[] { label })]);

    public static JudgedItems Multi(int labels, int[][] truth, int[][] predicted) => new(Names(LabelTask.Multi, labels), truth, predicted);

    public static LabelSet Names(LabelTask task, int labels) =>
        LabelSet.Named(task, Enumerable.Range(0, labels).Select(label => $"label {label}"));

    /// <summary>Balanced true classes; each item is right with the given chance, else another class by chance.</summary>
    public static JudgedItems Drawn(int items, int labels, double accuracy, Random random)
    {
        var truth = new int[items];
        var predicted = new int[items];
        for (var item = 0; item < items; item++)
        {
            truth[item] = random.Next(labels);
            predicted[item] = random.NextDouble() < accuracy ? truth[item] : (truth[item] + 1 + random.Next(labels - 1)) % labels;
        }

        return Single(labels, truth, predicted);
    }
}
