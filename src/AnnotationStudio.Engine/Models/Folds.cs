using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>Deals training texts into folds of like size and like labels.</summary>
public static class Folds
{
    /// <summary>The fold of each text, 0 to <paramref name="folds"/> − 1. Texts of one label (the rarest of a text's labels) are dealt out evenly.</summary>
    /// <param name="targets">The labels of each text.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="random">Shuffles before dealing.</param>
    public static int[] Deal(IReadOnlyList<int[]> targets, int labels, int folds, Random random)
    {
        var sizes = new int[labels];
        foreach (var target in targets)
            foreach (var label in target)
                sizes[label]++;
        var order = Enumerable.Range(0, targets.Count).ToArray();
        random.Shuffle(order);
        var fold = new int[targets.Count];
        var next = 0;
        foreach (var group in order.GroupBy(text => Rarest(targets[text], sizes)).OrderBy(group => group.Key))
            foreach (var text in group)
                fold[text] = next++ % folds;
        return fold;
    }

    /// <summary>Trains one model for each fold on the others, then one on everything: what a tier without a shorter way does.</summary>
    internal static CrossValidatedModel Train(
        IModelTier tier, TrainingSet data, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        var fold = Deal(data.Targets, data.Labels.Count, folds, random);
        var outOfFold = new ProbabilityMatrix(data.Batch.Count, data.Labels.Count);
        for (var f = 0; f < folds; f++)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(new TrainingProgress("Cross-validating", (double)f / (folds + 1)));
            int[] inside = [.. Enumerable.Range(0, fold.Length).Where(text => fold[text] != f)];
            int[] outside = [.. Enumerable.Range(0, fold.Length).Where(text => fold[text] == f)];
            if (inside.Length == 0 || outside.Length == 0)
                continue;
            var part = data with { Batch = data.Batch.Subset(inside), Targets = [.. inside.Select(text => data.Targets[text])] };
            using var model = tier.Train(part, null, random, ct);
            var predicted = new ProbabilityMatrix(outside.Length, data.Labels.Count);
            model.Predict(data.Batch.Subset(outside), predicted, ct);
            for (var i = 0; i < outside.Length; i++)
                predicted[i].CopyTo(outOfFold[outside[i]]);
        }

        return new CrossValidatedModel(tier.Train(data, progress, random, ct), outOfFold);
    }

    private static int Rarest(int[] labels, int[] sizes)
    {
        var rarest = -1;
        foreach (var label in labels)
            if (rarest < 0 || sizes[label] < sizes[rarest])
                rarest = label;
        return rarest;
    }
}
